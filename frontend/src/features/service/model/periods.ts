/** The midnight, in this browser's zone, so many days ago: a start that stays the same all day. */
export function startOfDaysAgo(days: number, now: Date = new Date()): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();
}

/** The midnight that ends today. */
export function endOfToday(now: Date = new Date()): string {
  return startOfDaysAgo(-1, now);
}
