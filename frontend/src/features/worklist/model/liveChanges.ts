import type { TaskPatch } from "@/api/engineTypes";
import type { Claim, ReadingTask } from "@/api/types";
import type { LiveMessage } from "@/lib/liveSocket";

/** What a burst of live messages asks the worklist to fetch again. */
export interface LiveChanges {
  created: ReadonlySet<string>;
  /** Changed tasks of which the message did not say how they are now. */
  changed: ReadonlySet<string>;
}

export const NO_CHANGES: LiveChanges = { created: new Set(), changed: new Set() };

/** Above this many changed rows one page request is cheaper than a request for each row. */
const SINGLE_ROWS_AT_MOST = 12;

/** What a message says of the task's state and holder; null when it says neither. */
export function patchOf(message: LiveMessage): TaskPatch | null {
  if (message.type !== "reading_task.changed") return null;
  if (message.state === undefined && message.claim === undefined) return null;
  return {
    ...(message.state === undefined ? {} : { state: message.state }),
    ...(message.claim === undefined ? {} : { claim: message.claim }),
  };
}

/** Adds a message to the burst, unless it was told whole or is none of the list's business. */
export function collect(changes: LiveChanges, message: LiveMessage): LiveChanges {
  if (message.type === "reading_task.created") {
    return { ...changes, created: new Set(changes.created).add(message.id) };
  }
  if (message.type === "reading_task.changed" && patchOf(message) === null) {
    return { ...changes, changed: new Set(changes.changed).add(message.id) };
  }
  return changes;
}

/** The task as a message says it is now. The holder's lease is not known until it is fetched. */
export function patched(task: ReadingTask, patch: TaskPatch, me: string, now: string): ReadingTask {
  return {
    ...task,
    ...(patch.state === undefined ? {} : { state: patch.state }),
    ...(patch.claim === undefined ? {} : { claim: claimFrom(patch.claim, task.claim, me, now) }),
  };
}

function claimFrom(
  told: NonNullable<TaskPatch["claim"]> | null,
  known: Claim | null,
  me: string,
  now: string,
): Claim | null {
  if (told === null) return null;
  if (known?.reader.id === told.reader.id) return known;
  return {
    id: "",
    reader: told.reader,
    claimed_at: now,
    expires_at: now,
    mine: told.reader.id === me,
  };
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
