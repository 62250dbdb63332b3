import { useQuery, useQueryClient } from "@tanstack/react-query";
import { criticalKeys, listCriticalFindings } from "@/api/criticalFindings";
import { useLiveSocket } from "@/lib/useLiveSocket";

/** The findings that `query` names, kept live. */
export function useFindings(query: Record<string, string>, enabled = true) {
  const client = useQueryClient();
  const refetch = () => void client.invalidateQueries({ queryKey: criticalKeys.all });
  useLiveSocket("/ws/worklist", {
    onMessage: (message) => {
      if (message.type === "critical_finding.changed") refetch();
    },
    onResume: refetch,
  });
  const findings = useQuery({
    queryKey: criticalKeys.list(query),
    queryFn: () => listCriticalFindings(query),
    enabled,
    refetchInterval: 30_000,
  });
  return { findings, refetch };
}
