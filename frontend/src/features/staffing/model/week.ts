import { momentToInput } from "@/lib/dates";

/** The local midnight at or before a moment. */
function midnight(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

/** The Monday midnight, in this browser's zone, of the week that a moment lies in. */
export function weekStart(at: Date): Date {
  const day = midnight(at);
  return addDays(day, -((day.getDay() + 6) % 7));
}

/** So many calendar days on, at midnight whatever the clocks do. */
export function addDays(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}

/** The seven midnights of a week and the one that ends it. */
export function weekDays(start: Date): Date[] {
  return Array.from({ length: 8 }, (_, day) => addDays(start, day));
}

export interface Bar {
  /** Percent of the week's width. */
  left: number;
  width: number;
}

/** Where a stretch of time lies in a week; null outside it. Hours are drawn at their true length. */
export function barOf(startsAt: string, endsAt: string, start: Date): Bar | null {
  const end = addDays(start, 7).getTime();
  const from = Math.max(Date.parse(startsAt), start.getTime());
  const to = Math.min(Date.parse(endsAt), end);
  if (to <= from) return null;
  const whole = end - start.getTime();
  return { left: (100 * (from - start.getTime())) / whole, width: (100 * (to - from)) / whole };
}

/** `2026-11-21` in this browser's zone, as an input of a day takes it. */
export function dateInput(at: Date): string {
  return momentToInput(at.toISOString()).slice(0, 10);
}

export interface Laned<Item> {
  item: Item;
  bar: Bar;
  lane: number;
}

/** Puts bars that overlap in time into lanes below one another. */
export function inLanes<Item extends { starts_at: string; ends_at: string }>(
  items: readonly Item[],
  start: Date,
): Laned<Item>[] {
  const ends: number[] = [];
  return [...items]
    .sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))
    .flatMap((item) => {
      const bar = barOf(item.starts_at, item.ends_at, start);
      if (!bar) return [];
      const free = ends.findIndex((end) => end <= Date.parse(item.starts_at));
      const lane = free === -1 ? ends.length : free;
      ends[lane] = Date.parse(item.ends_at);
      return [{ item, bar, lane }];
    });
}
