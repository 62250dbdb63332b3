import type { HoldCode, ReadingTask } from "@/api/types";

/** What the person is being asked about one task, or about the marked ones. */
export interface TaskDialog {
  kind: "assign" | "unassign" | "priority" | "hold" | "resume" | "skip" | "split" | "rejoin";
  tasks: readonly ReadingTask[];
}

/** The codes a hold may have; the engine words say what they mean. */
export const HOLD_CODES: readonly HoldCode[] = [
  "missing_images",
  "poor_images",
  "waiting_for_priors",
  "waiting_for_history",
  "waiting_for_site",
  "wrong_patient_data",
  "technical",
  "other",
];
