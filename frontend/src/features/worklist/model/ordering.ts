import type { Ordering } from "./filters";

/** The columns that can order the list, with the orderings a click on them walks through. */
const CYCLES: Record<string, readonly Ordering[]> = {
  timeLeft: ["due_at", "-due_at"],
  signed: ["-completed_at", "completed_at"],
  received: ["-received_at", "received_at"],
  priority: ["priority", "-priority"],
  patient: ["patient_name", "-patient_name"],
};

export function canOrderBy(column: string): boolean {
  return column in CYCLES;
}

/** The ordering after a click on a column's heading. */
export function nextOrdering(column: string, present: Ordering): Ordering {
  const cycle = CYCLES[column];
  if (!cycle) return present;
  const next = cycle[(cycle.indexOf(present) + 1) % cycle.length];
  return next ?? present;
}

/** For `aria-sort` and the arrow in the heading. */
export function sortDirection(
  column: string,
  present: Ordering,
): "ascending" | "descending" | "none" {
  if (!CYCLES[column]?.includes(present)) return "none";
  return present.startsWith("-") ? "descending" : "ascending";
}
