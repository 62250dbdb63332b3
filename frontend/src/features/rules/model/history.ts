/** A value with what it was before, for undo and redo. */
export interface History<Value> {
  past: readonly Value[];
  present: Value;
  future: readonly Value[];
  /** What the last change was about; changes with the same tag in a row undo as one. */
  tag: string | null;
}

const LONGEST = 200;

export function startHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], tag: null };
}

export function record<Value>(
  history: History<Value>,
  present: Value,
  tag: string | null = null,
): History<Value> {
  if (present === history.present) return history;
  if (tag !== null && tag === history.tag) return { ...history, present, future: [] };
  const past = [...history.past, history.present].slice(-LONGEST);
  return { past, present, future: [], tag };
}

export function undo<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    tag: null,
  };
}

export function redo<Value>(history: History<Value>): History<Value> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, tag: null };
}
