import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { compareDraft } from "@/api/reports";
import type { Difference, DifferenceSeverity, Section } from "@/api/types";

/** The earlier read of the study against the text on screen, and what the signer says of the difference. */
export function useEarlierRead(reportId: string, sections: readonly Section[]) {
  const [severity, setSeverity] = useState<DifferenceSeverity | null>(null);
  const [description, setDescription] = useState("");
  const text = JSON.stringify(sections.map(({ code, body }) => [code, body]));
  const found = useQuery({
    queryKey: ["reports", "draft-difference", reportId, text],
    queryFn: () => compareDraft(reportId, [...sections]),
    gcTime: 0,
    retry: false,
  });
  const before = found.data?.before ?? null;
  const differs = found.data?.sections.some(({ changed }) => changed) ?? false;
  const answer: Difference | null = before && severity ? { severity, description } : null;
  return {
    before,
    /** Whether there is something to ask: word for word the same text needs no answer. */
    differs,
    sections: found.data?.sections ?? [],
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

export type EarlierReadAnswer = ReturnType<typeof useEarlierRead>;
