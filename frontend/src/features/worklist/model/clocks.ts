import type { Clock, ClockState } from "@/api/types";
import type { TagTone } from "@/ui/Tag";

/** A mark for each state of a clock, so that no state is told by its colour alone. */
export const CLOCK_LOOK: Record<ClockState, { tone: TagTone; shape: string }> = {
  waiting: { tone: "plain", shape: "○" },
  running: { tone: "accent", shape: "▶" },
  paused: { tone: "urgent", shape: "‖" },
  stopped: { tone: "plain", shape: "■" },
};

const ORDER: Record<ClockState, number> = { running: 0, paused: 1, waiting: 2, stopped: 3 };

/** The task's own clocks first, and of these the ones that still run. */
export function clocksInOrder(clocks: readonly Clock[]): Clock[] {
  return [...clocks].sort(
    (one, other) =>
      Number(other.own) - Number(one.own) ||
      ORDER[one.state] - ORDER[other.state] ||
      (one.due_at ?? "").localeCompare(other.due_at ?? ""),
  );
}
