import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type AnchorRow, anchorsOf, newAbove, shiftOf } from "../model/anchor";
import type { Selection } from "../model/selection";
import type { WorklistRows } from "./useWorklistPages";

/** After this long without pointer or key the person is taken to be looking, not aiming. */
const AT_REST_MS = 4000;

/**
 * Keeps rows where they are on screen while live changes move them in the list: what comes in
 * above scrolls by unseen and is counted. Only a list at its top, at which nobody is aiming,
 * shows arrivals at once.
 */
export function useHeldPlace(held: {
  scroller: RefObject<HTMLDivElement | null>;
  rowHeight: number;
  rows: WorklistRows;
  /** Changes with filters and order: another list has no place to keep. */
  listKey: string;
  selection: Selection;
}) {
  const { scroller, rowHeight, rows, listKey, selection } = held;
  const anchors = useRef<{ key: string; rows: AnchorRow[] }>({ key: listKey, rows: [] });
  const pointed = useRef<string | null>(null);
  const touchedAt = useRef(0);
  const [unseen, setUnseen] = useState(0);

  const firstVisible = () => Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight);

  function lastVisible(): number {
    return Math.ceil(((scroller.current?.scrollTop ?? 0) + visibleHeight()) / rowHeight);
  }

  function visibleHeight(): number {
    return (scroller.current?.clientHeight ?? 0) - rowHeight;
  }

  function remember(): void {
    if (rows.isOld) return;
    const visible: AnchorRow[] = [];
    for (let index = firstVisible(); index < lastVisible(); index += 1) {
      const task = rows.at(index);
      if (task) visible.push({ id: task.id, index });
    }
    const sorted = anchorsOf(visible, pointed.current, selection.id);
    anchors.current = { key: listKey, rows: sorted };
  }

  const follow = useEffectEvent(() => {
    const list = scroller.current;
    if (!list || rows.isOld || anchors.current.key !== listKey) return;
    const shift = shiftOf(anchors.current.rows, rows.indexOf);
    if (shift === 0) return;
    const atRest = Date.now() - touchedAt.current > AT_REST_MS;
    const selectedStays = (selection.index + 1) * rowHeight <= visibleHeight();
    if (shift > 0 && list.scrollTop < rowHeight && atRest && selectedStays) return;
    list.scrollTop += shift * rowHeight;
    setUnseen((present) => newAbove(present, shift, firstVisible()));
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that changed are what is followed
  useLayoutEffect(() => follow(), [rows]);
  useLayoutEffect(remember);

  const restart = useEffectEvent(() => {
    if (anchors.current.key === listKey) return;
    if (scroller.current) scroller.current.scrollTop = 0;
    setUnseen(0);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useLayoutEffect(() => restart(), [listKey]);

  useEffect(() => {
    const touch = () => {
      touchedAt.current = Date.now();
    };
    window.addEventListener("keydown", touch);
    return () => window.removeEventListener("keydown", touch);
  }, []);

  return {
    unseen,
    onScroll: () => {
      remember();
      setUnseen((present) => newAbove(present, 0, firstVisible()));
    },
    onPointerMove: (target: EventTarget) => {
      touchedAt.current = Date.now();
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-task]") : null;
      pointed.current = row?.dataset.task ?? null;
    },
    onPointerLeave: () => {
      pointed.current = null;
    },
    toTop: () => {
      scroller.current?.scrollTo({ top: 0 });
      setUnseen(0);
    },
  };
}
