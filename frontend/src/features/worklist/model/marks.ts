import type { ReadingTask } from "@/api/types";

/** The tasks marked for an action on many, with the last one touched, from which a range runs. */
export interface Marks {
  tasks: ReadonlyMap<string, ReadingTask>;
  from: number;
}

export const NO_MARKS: Marks = { tasks: new Map(), from: -1 };

/** More than this is not one decision any more. */
export const MARKED_AT_MOST = 200;

export function toggleMark(marks: Marks, task: ReadingTask, index: number): Marks {
  const tasks = new Map(marks.tasks);
  if (!tasks.delete(task.id) && tasks.size < MARKED_AT_MOST) tasks.set(task.id, task);
  return { tasks, from: index };
}

/** Marks every loaded row between the last one touched and this one, both included. */
export function markRange(
  marks: Marks,
  index: number,
  at: (index: number) => ReadingTask | null,
): Marks {
  const from = marks.from < 0 ? index : marks.from;
  const tasks = new Map(marks.tasks);
  for (let place = Math.min(from, index); place <= Math.max(from, index); place += 1) {
    const task = at(place);
    if (task && tasks.size < MARKED_AT_MOST) tasks.set(task.id, task);
  }
  return { tasks, from: index };
}
