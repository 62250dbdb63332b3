const HOUR = 60;
const DAY = 24 * HOUR;

export const SPAN_UNITS = { min: 1, h: HOUR, d: DAY } as const;
export type SpanUnit = keyof typeof SPAN_UNITS;

/** Minutes in the largest unit in which they are a whole number: 360 → 6 h. */
export function asSpan(minutes: number): { count: number; unit: SpanUnit } {
  if (minutes >= 2 * DAY && minutes % DAY === 0) return { count: minutes / DAY, unit: "d" };
  if (minutes >= HOUR && minutes % HOUR === 0) return { count: minutes / HOUR, unit: "h" };
  return { count: minutes, unit: "min" };
}
