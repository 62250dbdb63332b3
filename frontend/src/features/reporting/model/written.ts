import type { ReportVersion, Section } from "@/api/types";

const WRITTEN: readonly string[] = [
  "indication",
  "technique",
  "comparison",
  "findings",
  "impression",
];

/** Of a signed version the sections that a person can write anew; the others come with a signature. */
export function writtenSections(sections: ReportVersion["sections"]): Section[] {
  return sections.filter((section): section is Section => WRITTEN.includes(section.code));
}

export function impressionOf(sections: readonly { code: string; body: string }[]): string {
  return sections.find(({ code }) => code === "impression")?.body.trim() ?? "";
}
