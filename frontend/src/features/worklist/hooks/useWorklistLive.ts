import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { getReadingTask, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { debounce } from "@/lib/debounce";
import type { LiveStatus } from "@/lib/liveSocket";
import { useLiveSocket } from "@/lib/useLiveSocket";
import { collect, NO_CHANGES, planRefetch } from "../model/liveChanges";
import { replaceTask } from "./useWorklistPages";

const QUIET_MS = 200;
const LONGEST_MS = 1000;
const FRESH_FOR_MS = 8000;

/**
 * Follows the live messages: changed rows are fetched one by one, arrivals by their page, the
 * counts once per burst. Also tells which rows have just arrived.
 */
export function useWorklistLive(list: {
  isLoaded: (id: string) => boolean;
  stillListed: (task: ReadingTask) => boolean;
}): { status: LiveStatus; fresh: ReadonlySet<string> } {
  const client = useQueryClient();
  const changes = useRef(NO_CHANGES);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  const fetchChanges = useEffectEvent(() => {
    const { created } = changes.current;
    const plan = planRefetch(changes.current, list.isLoaded);
    changes.current = NO_CHANGES;
    void client.invalidateQueries({ queryKey: readingTaskKeys.counts });
    if (plan.pages) void client.invalidateQueries({ queryKey: readingTaskKeys.lists });
    for (const id of plan.rows) void fetchRow(id);
    if (created.size > 0) markFresh(created);
  });

  async function fetchRow(id: string): Promise<void> {
    try {
      const task = await getReadingTask(id);
      client.setQueryData(readingTaskKeys.detail(id), task);
      replaceTask(client, task);
      if (!list.stillListed(task)) {
        void client.invalidateQueries({ queryKey: readingTaskKeys.lists });
      }
    } catch {
      // It may have left this person's view; the page tells.
      void client.invalidateQueries({ queryKey: readingTaskKeys.lists });
    }
  }

  function markFresh(ids: ReadonlySet<string>): void {
    setFresh((present) => new Set([...present, ...ids]));
    setTimeout(() => {
      setFresh((present) => new Set([...present].filter((id) => !ids.has(id))));
    }, FRESH_FOR_MS);
  }

  const fetchSoon = useMemo(() => debounce(() => fetchChanges(), QUIET_MS, LONGEST_MS), []);
  useEffect(() => fetchSoon.cancel, [fetchSoon]);

  const status = useLiveSocket("/ws/worklist", {
    onMessage: (message) => {
      changes.current = collect(changes.current, message);
      if (changes.current !== NO_CHANGES) fetchSoon();
    },
    onResume: () => void client.invalidateQueries({ queryKey: ["reading-tasks"] }),
  });

  return { status, fresh };
}
