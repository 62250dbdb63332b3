import type { Absence, Shift } from "@/api/roster";
import type { Person } from "@/api/types";
import { type Bar, barOf, inLanes, type Laned } from "./week";

/** One reader's week: shifts in lanes, absences behind them. */
export interface RosterRow {
  reader: Person;
  shifts: readonly Laned<Shift>[];
  absences: readonly { item: Absence; bar: Bar }[];
  lanes: number;
}

/** Everyone with a shift or an absence in the week, by name. */
export function rosterRows(
  shifts: readonly Shift[],
  absences: readonly Absence[],
  start: Date,
): RosterRow[] {
  const readers = new Map<string, Person>();
  for (const { reader } of [...shifts, ...absences]) readers.set(reader.id, reader);
  return [...readers.values()]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((reader) => {
      const laned = inLanes(
        shifts.filter((shift) => shift.reader.id === reader.id),
        start,
      );
      const away = absences.flatMap((item) => {
        const bar =
          item.reader.id === reader.id ? barOf(item.starts_at, item.ends_at, start) : null;
        return bar ? [{ item, bar }] : [];
      });
      const lanes = 1 + Math.max(0, ...laned.map(({ lane }) => lane));
      return { reader, shifts: laned, absences: away, lanes };
    })
    .filter((row) => row.shifts.length > 0 || row.absences.length > 0);
}
