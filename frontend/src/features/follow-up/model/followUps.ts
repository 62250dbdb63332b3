import type { FollowUp, FollowUpState } from "@/api/followUps";
import type { TagTone } from "@/ui/Tag";

/** What the tracker can be narrowed to, and how the list is asked for it. */
export const SHOWN = {
  attention: { state: "due,overdue" },
  overdue: { state: "overdue" },
  proposed: { proposed: "true" },
  scheduled: { state: "scheduled" },
  running: { state: "running" },
  undated: { state: "running", undated: "true" },
  ended: { state: "ended" },
} as const;
export type Shown = keyof typeof SHOWN;
export const SHOWN_NAMES = [
  "attention",
  "overdue",
  "proposed",
  "scheduled",
  "running",
  "undated",
  "ended",
] as const;

/** Colour and shape of a state: each is read without its colour. */
export const STATE_LOOK: Record<FollowUpState, { tone: TagTone; shape: string }> = {
  open: { tone: "plain", shape: "○" },
  due: { tone: "urgent", shape: "◔" },
  overdue: { tone: "stat", shape: "!" },
  scheduled: { tone: "accent", shape: "▣" },
  done: { tone: "good", shape: "✓" },
  declined: { tone: "plain", shape: "✕" },
  not_needed: { tone: "plain", shape: "–" },
  superseded: { tone: "plain", shape: "→" },
  canceled: { tone: "plain", shape: "✕" },
};

const RUNNING: readonly FollowUpState[] = ["open", "due", "overdue", "scheduled"];
const REOPENABLE: readonly FollowUpState[] = ["done", "declined", "not_needed"];

/** What can be done with a follow-up in this state. */
export function actionsOf(state: FollowUpState) {
  const running = RUNNING.includes(state);
  return { running, reopen: REOPENABLE.includes(state) };
}

/** The follow-ups a site has to act on now, the overdue first. */
export function byUrgency(rows: readonly FollowUp[]): FollowUp[] {
  const rank = (row: FollowUp) => (row.state === "overdue" ? 0 : row.state === "due" ? 1 : 2);
  return [...rows].sort((one, other) => rank(one) - rank(other));
}
