import type { ReportTemplateDetail, TemplateContent } from "@/api/types";

/** The text in hand: the draft, or else what is in force. */
export function contentOf(template: ReportTemplateDetail): TemplateContent | null {
  return (template.draft?.content ?? template.content) as TemplateContent | null;
}

/** What a template is for, in one short line; empty where it fits every study. */
export function conditionFacts(
  conditions: {
    modality: string;
    body_part: string;
    procedure_words: readonly string[];
    procedure_codes: readonly string[];
    sex: string;
    age_from: number | null;
    age_to: number | null;
  },
  sexName: (sex: "M" | "F") => string,
): string[] {
  const { modality, body_part, procedure_words, procedure_codes, sex } = conditions;
  const named = [modality, body_part, ...procedure_words, ...procedure_codes];
  if (sex === "M" || sex === "F") named.push(sexName(sex));
  const age = ageRange(conditions.age_from, conditions.age_to);
  return [...named, age].filter((text) => text !== "");
}

export function ageRange(from: number | null, to: number | null): string {
  if (from === null && to === null) return "";
  if (to === null) return `≥ ${from}`;
  return `${from ?? 0}–${to}`;
}

export function withSection(content: TemplateContent, code: string, body: string): TemplateContent {
  return {
    ...content,
    sections: content.sections.map((section) =>
      section.code === code ? { ...section, body } : section,
    ),
  };
}
