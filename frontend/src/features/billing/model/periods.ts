import { formatDate } from "@/lib/dates";

export function periodName(period: { first_day: string; last_day: string }): string {
  return `${formatDate(period.first_day)} – ${formatDate(period.last_day)}`;
}

/** The month that a day lies in, as the interface wants it: `2026-11`. */
export function monthOf(day: Date): string {
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
}
