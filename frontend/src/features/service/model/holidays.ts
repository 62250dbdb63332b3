import type { Holiday } from "@/api/service";

const LINE = /^(\d{4}-\d{2}-\d{2})\s*(.*)$/;

/** One holiday a line, date first, as a person edits them. */
export function holidayLines(holidays: readonly Holiday[]): string {
  return holidays.map(({ date, name }) => `${date} ${name}`.trim()).join("\n");
}

/** The holidays of such lines, or the first line that does not begin with a date. */
export function parseHolidays(text: string): { holidays: Holiday[]; wrong: string | null } {
  const holidays: Holiday[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "") continue;
    const [, date = "", name = ""] = LINE.exec(line) ?? [];
    if (date === "" || Number.isNaN(Date.parse(`${date}T00:00:00Z`)))
      return { holidays, wrong: line };
    holidays.push({ date, name });
  }
  return { holidays, wrong: null };
}
