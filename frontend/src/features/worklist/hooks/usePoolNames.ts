import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listPools, staffingKeys } from "@/api/staffing";
import { useCan } from "@/lib/currentSession";

const KEPT_MS = 300_000;

/** What the practice calls its pools, by code; without the right to see them, none. */
export function usePoolNames(): ReadonlyMap<string, string> {
  const pools = useQuery({
    queryKey: staffingKeys.pools,
    queryFn: listPools,
    enabled: useCan("staffing.view"),
    staleTime: KEPT_MS,
  });
  return useMemo(
    () => new Map((pools.data ?? []).map(({ code, name }) => [code, name])),
    [pools.data],
  );
}
