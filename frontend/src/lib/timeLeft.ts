/** How a due time stands at a moment. The screen shows each urgency with its own shape and word. */
export type DueUrgency = "none" | "calm" | "soon" | "imminent" | "overdue";

export interface TimeLeft {
  urgency: DueUrgency;
  /** Milliseconds left; negative once overdue. */
  milliseconds: number;
  /** Such as `12:05` (minutes and seconds under an hour), `3h 20m`, `2d 4h`, `-0:40`. */
  text: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SOON = 60 * MINUTE;
const IMMINENT = 15 * MINUTE;

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** A span as a person reads it at a glance: two units at the most. */
export function formatSpan(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span >= DAY) return `${Math.floor(span / DAY)}d ${Math.floor((span % DAY) / HOUR)}h`;
  if (span >= HOUR) {
    return `${Math.floor(span / HOUR)}h ${twoDigits(Math.floor((span % HOUR) / MINUTE))}m`;
  }
  return `${Math.floor(span / MINUTE)}:${twoDigits(Math.floor((span % MINUTE) / SECOND))}`;
}

/** A span without seconds, for ages that need not tick: `4m`, `3h 20m`, `2d 4h`. */
export function formatAge(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  return span < HOUR ? `${Math.floor(span / MINUTE)}m` : formatSpan(span);
}

/** How much time is left until `dueAt` (ISO-8601, or null when no target is set) at `now`. */
export function timeLeft(dueAt: string | null, now: number): TimeLeft {
  if (dueAt === null) return { urgency: "none", milliseconds: Number.POSITIVE_INFINITY, text: "" };
  const milliseconds = Date.parse(dueAt) - now;
  const sign = milliseconds < 0 ? "\u2212" : "";
  return { urgency: urgencyOf(milliseconds), milliseconds, text: sign + formatSpan(milliseconds) };
}

function urgencyOf(milliseconds: number): DueUrgency {
  if (milliseconds < 0) return "overdue";
  if (milliseconds <= IMMINENT) return "imminent";
  if (milliseconds <= SOON) return "soon";
  return "calm";
}

/** `30 min`, `24 h`, `3 d`: minutes as people say them, in the largest unit that is whole. */
export function wholeSpan(minutes: number): string {
  if (minutes >= 48 * 60 && minutes % (24 * 60) === 0) return `${minutes / (24 * 60)} d`;
  if (minutes % 60 === 0 && minutes > 0) return `${minutes / 60} h`;
  return `${minutes} min`;
}
