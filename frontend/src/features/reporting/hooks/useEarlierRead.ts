import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { compareDraft } from "@/api/reports";
import type {
  Difference,
  DifferenceSeverity,
  KeyImage,
  Section,
  SectionDifference,
} from "@/api/types";

/** The earlier read of the study against the text on screen, and what the signer says of the difference. */
export function useEarlierRead(
  reportId: string,
  sections: readonly Section[],
  keyImages: readonly KeyImage[],
) {
  const [severity, setSeverity] = useState<DifferenceSeverity | null>(null);
  const [description, setDescription] = useState("");
  const text = JSON.stringify([
    sections.map(({ code, body }) => [code, body]),
    keyImages.map(({ key, caption, marks }) => [key, caption, marks]),
  ]);
  const found = useQuery({
    queryKey: ["reports", "draft-difference", reportId, text],
    queryFn: () => compareDraft(reportId, [...sections]),
    gcTime: 0,
    retry: false,
  });
  const before = found.data?.before ?? null;
  const compared = found.data?.sections ?? [];
  const differs = compared.some(({ changed }) => changed);
  const answer: Difference | null = before && severity ? { severity, description } : null;
  return {
    before,
    /** Whether there is something to ask: word for word the same text needs no answer. */
    differs,
    sections: before?.kind === "wet_read" ? compared.filter(saidBefore) : compared,
    severity,
    setSeverity,
    description,
    setDescription,
    answer,
    refresh: () => void found.refetch(),
    /** Whether an answer is needed and not given. */
    missing: differs && (severity === null || (severity !== "none" && description.trim() === "")),
  };
}

/** A wet read says a sentence or two: of all other sections there is nothing to compare. */
function saidBefore({ changes }: SectionDifference): boolean {
  return changes.some(({ operation }) => operation !== "added");
}

export type EarlierReadAnswer = ReturnType<typeof useEarlierRead>;
