import type { NamedClock } from "@/api/engineTypes";
import type { TagTone } from "@/ui/Tag";

export type ClockState = "notStarted" | "running" | "paused" | "stopped";

export const LOOK: Record<ClockState, { tone: TagTone; shape: string }> = {
  notStarted: { tone: "plain", shape: "○" },
  running: { tone: "accent", shape: "▶" },
  paused: { tone: "urgent", shape: "‖" },
  stopped: { tone: "plain", shape: "■" },
};

export function clockState(clock: NamedClock): ClockState {
  if (clock.started_at === null) return "notStarted";
  if (clock.stopped_at !== null) return "stopped";
  return clock.pauses?.some(({ to }) => to === null) ? "paused" : "running";
}

/** Milliseconds the clock has run, pauses left out; null before it starts. */
export function elapsedOf(clock: NamedClock, now: number): number | null {
  if (clock.started_at === null) return null;
  const open = clock.pauses?.find(({ to }) => to === null);
  const end = clock.stopped_at ?? open?.from ?? null;
  const until = end === null ? now : Date.parse(end);
  const paused = (clock.pauses ?? []).reduce(
    (sum, { from, to }) => sum + (to === null ? 0 : Date.parse(to) - Date.parse(from)),
    0,
  );
  return Math.max(0, until - Date.parse(clock.started_at) - paused);
}
