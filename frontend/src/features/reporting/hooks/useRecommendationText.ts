import { useTranslation } from "react-i18next";
import type { RecommendationContent } from "@/api/recommendations";

/** A recommendation in one line: `CT · chest · in 6 months · 6 mm nodule`. */
export function useRecommendationText(): (content: RecommendationContent) => string {
  const { t } = useTranslation("reporting");
  return (content) => {
    const { modality, procedure, body_part, laterality, first, last, unit } = content;
    const side = laterality ? t(`followUp.sides.${laterality}`) : "";
    return [
      content.urgency === "routine" ? "" : t(`followUp.urgencies.${content.urgency}`),
      procedure || (modality ? t(`followUp.modalities.${modality}`) : ""),
      [side, body_part].filter(Boolean).join(" "),
      last !== null && unit !== ""
        ? t(intervalWords(first, last), { first, last, unit: t(`followUp.units.${unit}`) })
        : "",
      content.finding,
    ]
      .filter(Boolean)
      .join(" · ");
  };
}

function intervalWords(first: number | null, last: number) {
  if (first === 0) return "followUp.within";
  return first === null || first === last ? "followUp.in" : "followUp.between";
}
