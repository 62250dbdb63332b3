import type { BulkRequest, BulkResult, Candidate, ReadingTask } from "@/api/types";

/** What to send so that the tasks are again as they were before; empty when that cannot be. */
export function undoOf(
  done: BulkRequest,
  results: readonly BulkResult[],
  before: ReadonlyMap<string, ReadingTask>,
  reason: string,
): BulkRequest[] {
  const changed = results.filter(({ ok }) => ok).flatMap(({ id }) => before.get(id) ?? []);
  const ids = (tasks: readonly ReadingTask[]) => tasks.map(({ id }) => id);
  const assignedBefore = changed.filter(({ assigned }) => assigned !== null);
  const freeBefore = changed.filter(({ assigned }) => assigned === null);
  const givenBack = grouped(assignedBefore, (task) => task.assigned?.reader.id ?? "").map(
    ([reader, tasks]): BulkRequest => ({ ids: ids(tasks), action: "assign", reader, reason }),
  );
  switch (done.action) {
    case "assign":
      return freeBefore.length === 0
        ? givenBack
        : [...givenBack, { ids: ids(freeBefore), action: "unassign", reason }];
    case "unassign":
      return givenBack;
    case "priority":
      return grouped(changed, ({ priority }) => priority).map(([priority, tasks]) => ({
        ids: ids(tasks),
        action: "priority",
        priority,
        reason,
      }));
    case "hold": {
      const free = changed.filter(({ hold }) => hold === null);
      return free.length === 0 ? [] : [{ ids: ids(free), action: "resume", reason }];
    }
    case "resume":
      return grouped(
        changed.filter(({ hold }) => hold !== null),
        ({ hold }) => hold?.code ?? "",
      ).map(([code, tasks]) => ({ ids: ids(tasks), action: "hold", code, reason }));
  }
}

function grouped<Item, Key>(items: readonly Item[], key: (item: Item) => Key): [Key, Item[]][] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}

/** One reader and how many of the asked tasks they may read. */
export interface ReaderChoice {
  id: string;
  name: string;
  eligible: number;
  asked: number;
  available: boolean;
  onShift: boolean;
  /** Why they may not read the others: each code once. */
  reasons: string[];
  /** The mean score over the tasks they may read; null without one. */
  score: number | null;
}

/** The readers, joined over the candidates of several tasks; those who may read most come first. */
export function readerChoices(candidates: readonly (readonly Candidate[])[]): ReaderChoice[] {
  const choices = grouped(candidates.flat(), ({ reader }) => reader.id).map(([id, rows]) => {
    const eligible = rows.filter((row) => row.eligible);
    const scores = eligible.flatMap(({ score }) => (score === null ? [] : [score]));
    return {
      id,
      name: rows[0]?.reader.name ?? "",
      eligible: eligible.length,
      asked: candidates.length,
      available: rows.some(({ available }) => available),
      onShift: rows.some(({ on_shift }) => on_shift),
      reasons: [...new Set(rows.flatMap((row) => row.exclusions.map(({ code }) => code)))],
      score: scores.length === 0 ? null : scores.reduce((sum, one) => sum + one, 0) / scores.length,
    };
  });
  return choices.sort(
    (one, other) =>
      other.eligible - one.eligible ||
      Number(other.onShift) - Number(one.onShift) ||
      Number(other.available) - Number(one.available) ||
      (other.score ?? 0) - (one.score ?? 0) ||
      one.name.localeCompare(other.name, "en"),
  );
}
