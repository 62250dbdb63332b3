import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  changeRecommendation,
  dropRecommendation,
  listRecommendations,
  type Recommendation,
  type RecommendationContent,
  type RecommendationStanding,
  recommendationKeys,
  recordRecommendation,
  reviewRecommendations,
} from "@/api/recommendations";
import type { Section } from "@/api/types";
import { CHECK_AFTER_MS } from "./useChecks";

export type ChangedWords = (old: string, words: string) => void;

export interface Recommendations {
  recorded: readonly Recommendation[];
  proposals: readonly RecommendationContent[];
  standingOf: (key: string) => RecommendationStanding | undefined;
  /** Keeps a new one, or with a key what has changed, and has the text say it. */
  keep: (content: RecommendationContent, key?: string) => Promise<void>;
  drop: (recommendation: Recommendation) => Promise<void>;
  /** Puts the words of what is recorded into the text. */
  write: (recommendation: Recommendation, instead: string) => void;
  error: unknown;
  busy: boolean;
}

/** What the draft recommends, held against the text on screen after a pause in writing. */
export function useRecommendations(
  reportId: string,
  sections: readonly Section[],
  enabled: boolean,
  onWords: ChangedWords,
): Recommendations {
  const client = useQueryClient();
  const listKey = recommendationKeys.list(reportId);
  const { data: recorded = [] } = useQuery({
    queryKey: listKey,
    queryFn: () => listRecommendations(reportId),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [settled] = useDebouncedValue(sections, CHECK_AFTER_MS);
  const text = JSON.stringify(settled.map(({ code, body }) => [code, body]));
  const { data: review } = useQuery({
    queryKey: recommendationKeys.review(reportId, text, JSON.stringify(recorded)),
    queryFn: ({ signal }) => reviewRecommendations(reportId, settled, signal),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    staleTime: 30_000,
  });
  const change = useMutation({ mutationFn: (run: () => Promise<unknown>) => run() });

  async function keep(content: RecommendationContent, key?: string): Promise<void> {
    await change.mutateAsync(async () => {
      const before = recorded.find((one) => one.key === key);
      const kept = await (key === undefined
        ? recordRecommendation(reportId, content)
        : changeRecommendation(reportId, key, content));
      await client.invalidateQueries({ queryKey: listKey });
      onWords(before?.quote ?? "", kept.quote);
    });
  }

  return {
    recorded,
    proposals: review?.proposals ?? [],
    standingOf: (key) => review?.standings.find((one) => one.key === key),
    keep,
    drop: (recommendation) =>
      change.mutateAsync(async () => {
        await dropRecommendation(reportId, recommendation.key);
        await client.invalidateQueries({ queryKey: listKey });
      }) as Promise<void>,
    write: (recommendation, instead) => onWords(instead, recommendation.quote),
    error: change.error,
    busy: change.isPending,
  };
}
