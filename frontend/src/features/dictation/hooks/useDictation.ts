import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  dictationKeys,
  getDictationSettings,
  listDictations,
  listDictationWords,
} from "@/api/dictations";
import type { CustomWord } from "../speech/customWords";

const LOOK_AGAIN_MS = 20_000;
const NO_WORDS: CustomWord[] = [];

/** What may be dictated with, and whether the engine answers; looked at again while it does not. */
export function useDictationSettings() {
  return useQuery({
    queryKey: dictationKeys.settings,
    queryFn: getDictationSettings,
    staleTime: 60_000,
    refetchInterval: ({ state }) =>
      (state.data?.engine.rest_seconds ?? 0) > 0 ? LOOK_AGAIN_MS : false,
  });
}

/** The words as they apply to who speaks: the practice's first, so that own ones replace them. */
export function useCustomWords(enabled: boolean): readonly CustomWord[] {
  const { data } = useQuery({
    queryKey: dictationKeys.words(""),
    queryFn: async () => {
      const { results } = await listDictationWords("");
      return [...results].sort((one, other) => Number(other.shared) - Number(one.shared));
    },
    enabled,
    staleTime: 60_000,
  });
  return data ?? NO_WORDS;
}

/** The person's dictations that are still under way, of one report or of all. */
export function useOwnDictations(query: Record<string, string>, enabled = true) {
  return useQuery({
    queryKey: dictationKeys.own(query),
    queryFn: () => listDictations({ ...query, state: "open" }),
    enabled,
    refetchInterval: ({ state }) => ((state.data?.count ?? 0) > 0 ? LOOK_AGAIN_MS : false),
  });
}

export function useRefreshDictations(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: dictationKeys.all });
    void client.invalidateQueries({ queryKey: dictationKeys.queue });
  };
}
