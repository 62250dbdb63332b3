import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type DryRun, getDryRun, ruleSetKeys, startDryRun } from "@/api/ruleSets";
import type { Rule } from "@/api/ruleTypes";

const ASK_AGAIN_MS = 700;

/** A trial of rules on what came in the last days: asked for, followed, and its result. */
export interface DryRunInHand {
  run: DryRun | null;
  /** The rules that the present run tries. */
  rules: readonly Rule[] | null;
  busy: boolean;
  error: Error | null;
  start: (rules: readonly Rule[], days: number) => void;
}

export function useDryRun(): DryRunInHand {
  const [asked, setAsked] = useState<{ id: string; rules: readonly Rule[] } | null>(null);
  const starting = useMutation({
    mutationFn: ({ rules, days }: { rules: readonly Rule[]; days: number }) =>
      startDryRun(rules, days),
    onSuccess: ({ id }, { rules }) => setAsked({ id, rules }),
  });
  const following = useQuery({
    queryKey: ruleSetKeys.dryRun(asked?.id ?? ""),
    queryFn: () => getDryRun(asked?.id ?? ""),
    enabled: asked !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : ASK_AGAIN_MS),
    staleTime: 0,
  });
  const run = following.data ?? null;
  return {
    run,
    rules: asked?.rules ?? null,
    busy: starting.isPending || (asked !== null && !isOver(run ?? undefined) && !following.error),
    error: starting.error ?? following.error,
    start: (rules, days) => starting.mutate({ rules, days }),
  };
}

function isOver(run: DryRun | undefined): boolean {
  return run?.state === "done" || run?.state === "failed";
}
