import type { ReaderCover } from "@/api/coverage";

export type Level = "gap" | "one" | "more";

export function levelOf(readers: number): Level {
  if (readers === 0) return "gap";
  return readers === 1 ? "one" : "more";
}

/** The days that the hours lie in, in this browser's zone, each with how many hours. */
export function dayGroups(hours: readonly string[]): { label: string; count: number }[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "2-digit",
    month: "short",
  });
  const groups: { label: string; count: number }[] = [];
  for (const hour of hours) {
    const label = format.format(new Date(hour));
    const last = groups.at(-1);
    if (last?.label === label) last.count += 1;
    else groups.push({ label, count: 1 });
  }
  return groups;
}

interface Place {
  row: number;
  column: number;
}

/** Where an arrow, Home or End leads in the map; null for any other key. */
export function stepFrom(
  { row, column }: Place,
  key: string,
  rows: number,
  columns: number,
): Place | null {
  const within = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  switch (key) {
    case "ArrowUp":
      return { row: within(row - 1, rows), column };
    case "ArrowDown":
      return { row: within(row + 1, rows), column };
    case "ArrowLeft":
      return { row, column: within(column - 1, columns) };
    case "ArrowRight":
      return { row, column: within(column + 1, columns) };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: within(columns - 1, columns) };
    default:
      return null;
  }
}

/** The readers of one hour by what a planner can do about them. */
export interface Cover {
  reads: readonly ReaderCover[];
  /** On duty, but something forbids them. */
  barred: readonly ReaderCover[];
  /** They may, but are not on duty: whom to call. */
  offDuty: readonly ReaderCover[];
  others: number;
}

export function sortCover(readers: readonly ReaderCover[]): Cover {
  const reads = readers.filter((reader) => reader.covers.length > 0);
  const rest = readers.filter((reader) => reader.covers.length === 0);
  const barred = rest.filter((reader) => reader.on_shift && !reader.eligible);
  const offDuty = rest.filter((reader) => !reader.on_shift && reader.eligible);
  return { reads, barred, offDuty, others: rest.length - barred.length - offDuty.length };
}
