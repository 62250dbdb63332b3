import { useEffect, useState } from "react";
import type { Pool } from "@/api/types";
import type { WorklistRows } from "./useWorklistPages";

/** The pools that have come by in the list, for the filter to offer. */
export function useKnownPools(
  rows: WorklistRows,
  [first, last]: readonly [number, number],
): readonly Pool[] {
  const [pools, setPools] = useState<readonly Pool[]>([]);
  useEffect(() => {
    const seen = new Map(pools.map((pool) => [pool.code, pool]));
    for (let index = first; index <= last; index += 1) {
      const pool = rows.at(index)?.pool;
      if (pool && !seen.has(pool.code)) seen.set(pool.code, pool);
    }
    if (seen.size > pools.length) {
      setPools([...seen.values()].sort((one, other) => one.name.localeCompare(other.name, "en")));
    }
  }, [rows, first, last, pools]);
  return pools;
}
