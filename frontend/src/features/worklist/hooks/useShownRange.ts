import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { debounce } from "@/lib/debounce";
import { PAGE_SIZE } from "./useWorklistPages";

export type Range = readonly [first: number, last: number];

/** How long a list that is being dragged far rests before the rows there are asked for. */
const REST_MS = 80;
const LONGEST_MS = 400;

/** Whether a range of rows is the present one moved by at most a page. */
export function isNear(present: Range, next: Range): boolean {
  return Math.abs(next[0] - present[0]) <= PAGE_SIZE && Math.abs(next[1] - present[1]) <= PAGE_SIZE;
}

/**
 * The rows on screen. Scrolled to step by step they are told at once; a list that is dragged
 * through a hundred thousand rows tells only where it rests, so that nothing between is asked for.
 */
export function useShownRange(): [Range, (first: number, last: number) => void] {
  const [range, setRange] = useState<Range>([0, 0]);
  const told = useRef(range);
  const tell = useCallback((next: Range) => {
    told.current = next;
    setRange(next);
  }, []);
  const tellAtRest = useMemo(() => debounce(tell, REST_MS, LONGEST_MS), [tell]);
  useEffect(() => tellAtRest.cancel, [tellAtRest]);

  const show = useCallback(
    (first: number, last: number) => {
      if (!isNear(told.current, [first, last])) {
        tellAtRest([first, last]);
        return;
      }
      tellAtRest.cancel();
      tell([first, last]);
    },
    [tell, tellAtRest],
  );
  return [range, show];
}
