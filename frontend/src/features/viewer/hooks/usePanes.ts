import { useCallback, useState } from "react";
import type { PaneAssignment } from "../components/ViewportPane";
import { type Layout, paneCount } from "../model/hangingTypes";
import type { DisplayWindow, Stack } from "../model/types";

const EMPTY: PaneAssignment = { stack: null, isPrior: false, autoplay: false };

/** Which stack is in which viewport, and which viewport is active. */
export function usePanes(studyInstanceUid: string) {
  const [layout, setLayout] = useState<Layout>("1x1");
  const [assignments, setAssignments] = useState<readonly PaneAssignment[]>([EMPTY]);
  const [active, setActive] = useState(0);

  const toAssignment = useCallback(
    (stack: Stack | null, autoplay = false): PaneAssignment => ({
      stack,
      isPrior: stack !== null && stack.series.studyInstanceUid !== studyInstanceUid,
      autoplay: autoplay && stack?.isMoving === true,
    }),
    [studyInstanceUid],
  );

  const hang = useCallback(
    (next: Layout, stacks: readonly (Stack | null)[], autoplay: boolean) => {
      setLayout(next);
      setAssignments(
        Array.from({ length: paneCount(next) }, (_, index) =>
          toAssignment(stacks[index] ?? null, autoplay),
        ),
      );
      setActive(0);
    },
    [toAssignment],
  );

  const put = useCallback(
    (pane: number, stack: Stack, start?: { index: number; window: DisplayWindow | null }) => {
      const put = start ? { ...toAssignment(stack), start } : toAssignment(stack, stack.isMoving);
      setAssignments((before) =>
        before.map((assignment, index) => (index === pane ? put : assignment)),
      );
    },
    [toAssignment],
  );

  /** Keeps what is shown; new viewports take the stacks that come after it. */
  const changeLayout = useCallback(
    (next: Layout, candidates: readonly Stack[]) => {
      setLayout(next);
      setAssignments((before) => {
        const kept = before.slice(0, paneCount(next));
        const shown = new Set(kept.map(({ stack }) => stack?.id));
        const free = candidates.filter(({ id }) => !shown.has(id));
        return Array.from(
          { length: paneCount(next) },
          (_, index) => kept[index] ?? toAssignment(free.shift() ?? null),
        );
      });
      setActive((index) => Math.min(index, paneCount(next) - 1));
    },
    [toAssignment],
  );

  return { layout, assignments, active, setActive, hang, put, changeLayout };
}
