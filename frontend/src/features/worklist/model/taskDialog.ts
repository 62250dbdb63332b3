import type { ReadingTask } from "@/api/types";

/** What the person is being asked about one task, or about the marked ones. */
export interface TaskDialog {
  kind: "assign" | "unassign" | "priority" | "hold" | "resume" | "skip" | "split" | "rejoin";
  tasks: readonly ReadingTask[];
}

/** The codes a hold may have; the engine words say what they mean. */
export const HOLD_CODES = [
  "missing_images",
  "poor_images",
  "missing_priors",
  "missing_information",
  "wrong_patient",
  "technical",
  "other",
] as const;
