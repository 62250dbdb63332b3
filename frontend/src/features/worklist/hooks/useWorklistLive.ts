import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { getReadingTask, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useSession } from "@/lib/currentSession";
import { debounce } from "@/lib/debounce";
import type { LiveMessage, LiveStatus } from "@/lib/liveSocket";
import { useLiveSocket } from "@/lib/useLiveSocket";
import { CHANGES, collect, NO_CHANGES, patched, patchOf, planRefetch } from "../model/liveChanges";
import { changeTask, replaceTask } from "./useWorklistPages";

const FRESH_FOR_MS = 8000;

/** How long requests that live messages cause wait: `least` plus up to `spread`, new for each page. */
const WAITS = {
  rows: { least: 150, spread: 850, longest: 2000 },
  order: { least: 1500, spread: 2500, longest: 6000 },
  counts: { least: 1000, spread: 2000, longest: 4000 },
} as const;

/**
 * Follows the live messages. What a message says stands in its row at once; what it does not say
 * is fetched for loaded rows only, in bursts, and spread so that hundreds of open worklists do not
 * ask in the same moment. Also tells which rows have just arrived.
 */
export function useWorklistLive(list: {
  find: (id: string) => ReadingTask | null;
  /** The id of the loaded task that reads a study. */
  taskOfStudy: (study: string) => string | null;
  stillListed: (task: ReadingTask) => boolean;
}): { status: LiveStatus; fresh: ReadonlySet<string> } {
  const client = useQueryClient();
  const me = useSession().user.id;
  const changes = useRef(NO_CHANGES);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  const fetchPages = () => void client.invalidateQueries({ queryKey: readingTaskKeys.lists });

  const fetchChanges = useEffectEvent(() => {
    const { created } = changes.current;
    const plan = planRefetch(changes.current, (id) => list.find(id) !== null);
    changes.current = NO_CHANGES;
    if (plan.pages) fetchPages();
    for (const id of plan.rows) void fetchRow(id);
    if (created.size > 0) markFresh(created);
  });

  async function fetchRow(id: string): Promise<void> {
    try {
      const task = await getReadingTask(id);
      client.setQueryData(readingTaskKeys.detail(id), task);
      replaceTask(client, task);
      if (!list.stillListed(task)) soon.order();
    } catch {
      // It may have left this person's view; the page tells.
      soon.order();
    }
  }

  function markFresh(ids: ReadonlySet<string>): void {
    setFresh((present) => new Set([...present, ...ids]));
    setTimeout(() => {
      setFresh((present) => new Set([...present].filter((id) => !ids.has(id))));
    }, FRESH_FOR_MS);
  }

  /** True when the message told everything the list shows of the change. */
  function patchRow(message: LiveMessage): boolean {
    const patch = patchOf(message);
    if (!patch) return false;
    const now = new Date().toISOString();
    const task = list.find(message.id);
    changeTask(client, message.id, (row) => patched(row, patch, me, now));
    void client.invalidateQueries({ queryKey: readingTaskKeys.detail(message.id) });
    if (task && !list.stillListed(patched(task, patch, me, now))) soon.order();
    return true;
  }

  const runOrder = useEffectEvent(fetchPages);
  const runCounts = useEffectEvent(() => {
    void client.invalidateQueries({ queryKey: readingTaskKeys.counts });
  });
  const soon = useMemo(() => {
    const wait = ({ least, spread, longest }: (typeof WAITS)[keyof typeof WAITS]) =>
      [least + Math.random() * spread, longest + Math.random() * spread] as const;
    return {
      rows: debounce(() => fetchChanges(), ...wait(WAITS.rows)),
      order: debounce(() => runOrder(), ...wait(WAITS.order)),
      counts: debounce(() => runCounts(), ...wait(WAITS.counts)),
    };
  }, []);
  useEffect(
    () => () => {
      for (const run of Object.values(soon)) run.cancel();
    },
    [soon],
  );

  const status = useLiveSocket("/ws/worklist", {
    onMessage: (message) => {
      if (message.type === "study_message.written") {
        const task = list.taskOfStudy(message.id);
        if (!task) return;
        const about = { type: "reading_task.changed", id: task };
        changes.current = collect(changes.current, about);
        soon.rows();
        return;
      }
      if (message.type !== "reading_task.created" && !CHANGES.has(message.type)) return;
      soon.counts();
      if (patchRow(message)) return;
      // A change of a row that is not loaded can wait; at most it moves one into view.
      if (CHANGES.has(message.type) && !list.find(message.id)) {
        soon.order();
        return;
      }
      changes.current = collect(changes.current, message);
      soon.rows();
    },
    onResume: () => void client.invalidateQueries({ queryKey: readingTaskKeys.all }),
  });

  return { status, fresh };
}
