import { useQuery } from "@tanstack/react-query";
import { criticalKeys, getCriticalPolicy } from "@/api/criticalFindings";

/** The categories and named findings of the practice; they seldom change. */
export function useCriticalPolicy(enabled: boolean) {
  return useQuery({
    queryKey: criticalKeys.policy,
    queryFn: getCriticalPolicy,
    staleTime: 300_000,
    enabled,
  });
}
