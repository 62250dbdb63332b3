/** A shift's recurrence as a person sets it; anything finer stays an RFC 5545 rule in text. */
export interface PlainRecurrence {
  /** Every how many weeks. */
  weeks: number;
  days: readonly Weekday[];
}

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The rule in plain terms, or null when it says more than weekdays and weeks. */
export function parseRecurrence(rule: string): PlainRecurrence | null {
  const parts = new Map(
    rule
      .toUpperCase()
      .replace(/^RRULE:/, "")
      .split(";")
      .map((part): [string, string] => {
        const [name = "", value = ""] = part.split("=");
        return [name, value];
      }),
  );
  const known = ["FREQ", "INTERVAL", "BYDAY", "WKST"];
  if ([...parts.keys()].some((name) => !known.includes(name))) return null;
  const weeks = Number(parts.get("INTERVAL") ?? 1);
  const named = (parts.get("BYDAY") ?? "").split(",").filter((day) => day !== "");
  const days = WEEKDAYS.filter((day) => named.includes(day));
  if (days.length !== named.length || !Number.isInteger(weeks)) return null;
  if (parts.get("FREQ") === "DAILY" && weeks === 1) {
    return { weeks: 1, days: days.length > 0 ? days : WEEKDAYS };
  }
  if (parts.get("FREQ") !== "WEEKLY" || !parts.has("BYDAY")) return null;
  return { weeks, days };
}

export function formatRecurrence({ weeks, days }: PlainRecurrence): string {
  const named = WEEKDAYS.filter((day) => days.includes(day)).join(",");
  const interval = weeks === 1 ? "" : `;INTERVAL=${weeks}`;
  return `FREQ=WEEKLY${interval};BYDAY=${named}`;
}

/** Minutes from one time of day to the next; the same time twice is a whole day. */
export function minutesBetween(start: string, end: string): number {
  const span = minuteOf(end) - minuteOf(start);
  return span > 0 ? span : span + 24 * 60;
}

export function endOf(start: string, duration: number): string {
  const minute = (minuteOf(start) + duration) % (24 * 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
