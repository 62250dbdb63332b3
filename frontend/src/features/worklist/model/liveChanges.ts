import type { LiveMessage } from "@/lib/liveSocket";

/** What a burst of live messages asks the worklist to fetch again. */
export interface LiveChanges {
  created: ReadonlySet<string>;
  changed: ReadonlySet<string>;
}

export const NO_CHANGES: LiveChanges = { created: new Set(), changed: new Set() };

/** Above this many changed rows one page request is cheaper than a request for each row. */
const SINGLE_ROWS_AT_MOST = 12;

export function collect(changes: LiveChanges, message: LiveMessage): LiveChanges {
  if (message.type === "reading_task.created") {
    return { ...changes, created: new Set(changes.created).add(message.id) };
  }
  if (message.type === "reading_task.changed") {
    return { ...changes, changed: new Set(changes.changed).add(message.id) };
  }
  return changes;
}

export interface RefetchPlan {
  /** Rows on screen to fetch one by one. */
  rows: string[];
  /** Whether the visible pages must be fetched: a row came, may have come, or many changed. */
  pages: boolean;
}

/** Decides what to fetch for the collected changes, given the rows that are loaded. */
export function planRefetch(changes: LiveChanges, isLoaded: (id: string) => boolean): RefetchPlan {
  const changed = [...changes.changed].filter((id) => !changes.created.has(id));
  const known = changed.filter(isLoaded);
  const pages =
    changes.created.size > 0 || known.length < changed.length || known.length > SINGLE_ROWS_AT_MOST;
  return { rows: pages ? [] : known, pages };
}
