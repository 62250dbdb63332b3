import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { decideMatch, followUpKeys, listFollowUps } from "@/api/followUps";

const ASKED_EVERY_MS = 60_000;

/** The follow-ups that `query` names; asked again now and then, for days pass slowly. */
export function useFollowUps(query: Record<string, string | number>, enabled = true) {
  return useQuery({
    queryKey: followUpKeys.list(query),
    queryFn: () => listFollowUps(query),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: ASKED_EVERY_MS,
  });
}

/** Says of a later study whether it is what was recommended. */
export function useDecision() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ match, action }: { match: string; action: "accept" | "refuse" }) =>
      decideMatch(match, action),
    onSuccess: () => client.invalidateQueries({ queryKey: followUpKeys.all }),
  });
}
