import type { RecommendationContent } from "@/api/recommendations";

export const MODALITIES = ["CT", "MR", "US", "DX", "MG", "PT", "NM", "XA", "RF"] as const;
export const UNITS = ["days", "weeks", "months"] as const;
export const URGENCIES = ["routine", "prompt", "urgent"] as const;
export const BODY_PARTS = [
  ..."head face neck chest heart breast abdomen pelvis spine".split(" "),
  ...["cervical spine", "thoracic spine", "lumbar spine"],
  ..."hip thigh knee leg ankle foot shoulder elbow forearm wrist hand".split(" "),
  ...["upper arm", "whole body"],
] as const;

export const EMPTY: RecommendationContent = {
  finding: "",
  modality: "",
  procedure: "",
  body_part: "",
  laterality: "",
  first: null,
  last: null,
  unit: "",
  reason: "",
  urgency: "routine",
  guideline: "",
  quote: "",
};

const MODALITY_OF: Record<string, RecommendationContent["modality"]> = {
  ct: "CT",
  mr: "MR",
  mri: "MR",
  us: "US",
  ultrasound: "US",
  xr: "DX",
  xray: "DX",
  "x-ray": "DX",
  dx: "DX",
  mg: "MG",
  mammo: "MG",
  mammography: "MG",
  pet: "PT",
  pt: "PT",
  nm: "NM",
};
const SIDE_OF: Record<string, RecommendationContent["laterality"]> = {
  left: "L",
  right: "R",
  bilateral: "B",
};
const UNIT_OF: Record<string, (typeof UNITS)[number]> = { d: "days", w: "weeks", m: "months" };
const INTERVAL = /^(<)?(\d{1,3})(?:-(\d{1,3}))?([dwmy])$/;

/**
 * `ct chest 6m nodule` as data: a modality, a part of the body, a side, `6m`, `3-6m`, `<2w` or `1y`, `urgent`; what is
 * left is the finding. What is not said comes from `usual`.
 */
export function quickRecommendation(
  typed: string,
  usual: Pick<RecommendationContent, "body_part">,
): RecommendationContent {
  const content = { ...EMPTY, ...usual };
  const rest: string[] = [];
  for (const word of typed.trim().split(/\s+/)) {
    const lower = word.toLowerCase();
    const interval = INTERVAL.exec(lower);
    const modality = MODALITY_OF[lower];
    const side = SIDE_OF[lower];
    if (interval && content.last === null) Object.assign(content, intervalOf(interval));
    else if (modality && content.modality === "") content.modality = modality;
    else if (lower === "urgent" || lower === "prompt") content.urgency = lower;
    else if (side && rest.length === 0) content.laterality = side;
    else if (BODY_PARTS.includes(lower) && rest.length === 0) content.body_part = lower;
    else if (word) rest.push(word);
  }
  content.finding = rest.join(" ");
  return content;
}

function intervalOf(found: RegExpExecArray) {
  const times = found[4] === "y" ? 12 : 1;
  const from = Number(found[2]) * times;
  const to = found[3] === undefined ? from : Number(found[3]) * times;
  return {
    first: found[1] ? 0 : from,
    last: to,
    unit: UNIT_OF[found[4] ?? ""] ?? "months",
  };
}

/** The text with the new words in place of the old, or after it where the old are not there. */
export function withWords(text: string, old: string, words: string): string {
  if (words !== "" && text.includes(words)) return text;
  if (old !== "" && text.includes(old)) return text.replace(old, () => words);
  if (words === "") return text;
  return text.trim() === "" ? words : `${text.trimEnd()}\n${words}`;
}
