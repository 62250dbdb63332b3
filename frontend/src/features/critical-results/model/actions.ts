import type { CriticalFinding } from "@/api/criticalFindings";

export const CHANNELS = ["phone", "in_person", "video", "mail", "message"] as const;
export const ATTEMPT_OUTCOMES = [
  "no_answer",
  "busy",
  "wrong_number",
  "message_left",
  "will_call_back",
  "wants_reader",
  "refused",
] as const;

/** What can be done with a finding in this state. */
export function actionsOf(state: CriticalFinding["state"]) {
  const untold = state === "open" || state === "with_desk" || state === "returned";
  return {
    tell: untold || state === "acknowledged",
    handOver: state === "open" || state === "returned",
    giveBack: state === "with_desk",
    close: state === "communicated",
    cancel: untold,
  };
}
