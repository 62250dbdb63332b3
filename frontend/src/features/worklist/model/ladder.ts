import type { EscalationStep } from "@/api/types";
import type { TagTone } from "@/ui/Tag";

/** How a step of the ladder stands: still to come, its clock standing, or what became of it. */
export type StepStanding = "coming" | "standing" | "fired" | "left_out" | "withdrawn";

export function standingOf(step: Pick<EscalationStep, "outcome" | "fire_at">): StepStanding {
  if (step.outcome !== "") return step.outcome;
  return step.fire_at === null ? "standing" : "coming";
}

/** A mark for each, so that none is told by its colour alone. */
export const STEP_LOOK: Record<StepStanding, { tone: TagTone; shape: string }> = {
  coming: { tone: "plain", shape: "○" },
  standing: { tone: "urgent", shape: "‖" },
  fired: { tone: "accent", shape: "●" },
  left_out: { tone: "plain", shape: "–" },
  withdrawn: { tone: "plain", shape: "✕" },
};

/** What a widening gives up, or whom a call goes to: the word's code, and the pool that it names. */
export function targetOf(step: Pick<EscalationStep, "kind" | "target">): {
  code: string;
  pool: string;
} {
  const [head = "", pool = ""] = step.target.split(":");
  if (step.kind === "widen") return { code: `widen_${head}`, pool };
  const known = ["reader", "on_call", "managers"].includes(step.target);
  return { code: known || step.target === "" ? step.target : "person", pool: "" };
}
