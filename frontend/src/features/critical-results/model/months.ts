import type { CriticalMonthRow } from "@/api/criticalPolicy";

/** `2026-11` of this browser's calendar, `back` months earlier. */
export function monthBefore(back: number, now: Date = new Date()): string {
  const first = new Date(now.getFullYear(), now.getMonth() - back, 1);
  return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, "0")}`;
}

/** `November 2026`; empty for what is no month. */
export function monthName(month: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return "";
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    month: "long",
    year: "numeric",
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The month so many later (or earlier) than this one. */
export function monthFrom(month: string, steps: number): string {
  const [year = "0", number = "1"] = month.split("-");
  return monthBefore(0, new Date(Number(year), Number(number) - 1 + steps, 1));
}

/** `93 %`, rounded down: what is not wholly kept is never shown as 100 %. */
export function shareText(share: number | null): string {
  return share === null ? "–" : `${Math.floor(share * 100)} %`;
}

export function rowsOf(
  rows: readonly CriticalMonthRow[],
  dimension: CriticalMonthRow["grouped_by"],
): CriticalMonthRow[] {
  return rows.filter(({ grouped_by }) => grouped_by === dimension);
}
