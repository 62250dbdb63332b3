export interface Debounced<Arguments extends unknown[]> {
  (...values: Arguments): void;
  /** Runs a waiting call at once. */
  flush: () => void;
  cancel: () => void;
}

/**
 * Calls `action` after `quiet` ms without a further call, and at the latest `longest` ms after
 * the first one, so that a steady stream of calls cannot put it off for ever.
 */
export function debounce<Arguments extends unknown[]>(
  action: (...values: Arguments) => void,
  quiet: number,
  longest: number = Number.POSITIVE_INFINITY,
): Debounced<Arguments> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let firstCall = 0;
  let latest: Arguments | null = null;

  function run(): void {
    cancelTimer();
    const values = latest;
    latest = null;
    if (values) action(...values);
  }

  function cancelTimer(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function debounced(...values: Arguments): void {
    const now = Date.now();
    if (latest === null) firstCall = now;
    latest = values;
    cancelTimer();
    timer = setTimeout(run, Math.max(0, Math.min(quiet, firstCall + longest - now)));
  }

  debounced.flush = run;
  debounced.cancel = () => {
    cancelTimer();
    latest = null;
  };
  return debounced;
}
