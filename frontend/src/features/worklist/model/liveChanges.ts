import type { Claim, Person, ReadingTask, ReadingTaskState } from "@/api/types";
import type { LiveMessage } from "@/lib/liveSocket";

/** What a burst of live messages asks the worklist to fetch again. */
export interface LiveChanges {
  created: ReadonlySet<string>;
  /** Changed tasks of which the message did not say how they are now. */
  changed: ReadonlySet<string>;
}

export const NO_CHANGES: LiveChanges = { created: new Set(), changed: new Set() };

/** The messages that say that a task is otherwise now: itself, or to whom it is offered. */
export const CHANGES: ReadonlySet<string> = new Set([
  "reading_task.changed",
  "assignment.made",
  "assignment.ended",
]);

/** Above this many changed rows one page request is cheaper than a request for each row. */
const SINGLE_ROWS_AT_MOST = 12;

/** How a task is now, as far as a message says so. */
export interface TaskPatch {
  state?: ReadingTaskState;
  /** Null when nobody holds it. */
  holder?: Person | null;
}

/** What a message says of the task's state and holder; null when it says neither. */
export function patchOf(message: LiveMessage): TaskPatch | null {
  if (message.type !== "reading_task.changed") return null;
  if (message.state === undefined && message.holder === undefined) return null;
  return {
    ...(message.state === undefined ? {} : { state: message.state }),
    ...(message.holder === undefined ? {} : { holder: message.holder }),
  };
}

/** Adds a message to the burst, unless it was told whole or is none of the list's business. */
export function collect(changes: LiveChanges, message: LiveMessage): LiveChanges {
  if (message.type === "reading_task.created") {
    return { ...changes, created: new Set(changes.created).add(message.id) };
  }
  if (CHANGES.has(message.type) && patchOf(message) === null) {
    return { ...changes, changed: new Set(changes.changed).add(message.id) };
  }
  return changes;
}

/** The task as a message says it is now. The holder's lease is not known until it is fetched. */
export function patched(task: ReadingTask, patch: TaskPatch, me: string, now: string): ReadingTask {
  return {
    ...task,
    ...(patch.state === undefined ? {} : { state: patch.state }),
    ...(patch.holder === undefined ? {} : { claim: claimOf(patch.holder, task.claim, me, now) }),
  };
}

function claimOf(
  holder: Person | null,
  known: Claim | null,
  me: string,
  now: string,
): Claim | null {
  if (holder === null) return null;
  if (known?.reader.id === holder.id) return known;
  return { id: "", reader: holder, claimed_at: now, expires_at: now, mine: holder.id === me };
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
