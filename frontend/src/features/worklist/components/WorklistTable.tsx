import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { useHeldPlace } from "../hooks/useHeldPlace";
import type { WorklistRows } from "../hooks/useWorklistPages";
import { type ColumnLayout, columnsFor, leastWidthOf, tracksOf } from "../model/columnLayout";
import type { Ordering } from "../model/filters";
import { listMemory } from "../model/listMemory";
import type { Selection } from "../model/selection";
import { NewAbovePill } from "./NewAbovePill";
import styles from "./table.module.css";
import { WorklistHead } from "./WorklistHead";
import { WorklistRow } from "./WorklistRow";

const COARSE = typeof window !== "undefined" && window.matchMedia?.("(pointer: coarse)").matches;
const ROW_HEIGHT = COARSE ? 44 : 30;
const HEAD_HEIGHT = 30;
export const LIST_ID = "worklist";
const MARK_TRACK = "1.9rem";

interface Props {
  rows: WorklistRows;
  listKey: string;
  selection: Selection;
  /** Grows with each move by key, which the list then follows. */
  moves: number;
  marked: ReadonlySet<string>;
  markable: boolean;
  ordering: Ordering;
  /** Whether only what is signed is listed. */
  signed: boolean;
  layout: ColumnLayout;
  fresh: ReadonlySet<string>;
  onSelect: (selection: Selection) => void;
  onMark: (task: ReadingTask, index: number, range: boolean) => void;
  onOpen: (task: ReadingTask) => void;
  onOrder: (ordering: Ordering) => void;
  onLayout: (layout: ColumnLayout) => void;
  onRange: (first: number, last: number) => void;
  /** What stands in place of rows when there are none. */
  empty: ReactNode;
}

/** The list itself: as many rows as there are tasks, of which only those on screen exist. */
export function WorklistTable(props: Props) {
  const { rows, selection, fresh, onRange, listKey, layout } = props;
  const { t } = useTranslation("worklist");
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const columns = useMemo(() => columnsFor(layout, width), [layout, width]);
  const tracks = (props.markable ? `${MARK_TRACK} ` : "") + tracksOf(columns);
  const leastWidth = `calc(${props.markable ? MARK_TRACK : "0rem"} + ${leastWidthOf(columns)})`;
  const [initialOffset] = useState(() => listMemory.offsetOf(listKey));

  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    initialOffset,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const place = useHeldPlace({ scroller, rowHeight: ROW_HEIGHT, rows, listKey, selection });

  useEffect(() => onRange(first, last), [first, last, onRange]);
  // The list follows the person's own moves, never a change that came by itself.
  const target = useRef(selection.index);
  target.current = selection.index;
  useEffect(() => {
    if (props.moves > 0 && target.current >= 0) {
      virtual.scrollToIndex(target.current, { align: "auto" });
    }
  }, [props.moves, virtual]);
  useEffect(() => {
    scroller.current?.focus({ preventScroll: true });
  }, []);

  function pressedRow(event: MouseEvent): { task: ReadingTask; index: number } | null {
    if (!(event.target instanceof Element)) return null;
    const index = Number(event.target.closest<HTMLElement>("[data-task]")?.dataset.index ?? -1);
    const task = rows.at(index);
    return task ? { task, index } : null;
  }

  function press(event: MouseEvent): void {
    const row = pressedRow(event);
    if (!row) return;
    const onBox = event.target instanceof HTMLInputElement;
    const marks = onBox || event.shiftKey || event.ctrlKey || event.metaKey;
    if (props.markable && marks) props.onMark(row.task, row.index, event.shiftKey);
    if (!onBox) props.onSelect({ id: row.task.id, index: row.index });
    scroller.current?.focus({ preventScroll: true });
  }

  function doublePress(event: MouseEvent): void {
    const row = pressedRow(event);
    if (row && !(event.target instanceof HTMLInputElement)) props.onOpen(row.task);
  }

  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual list of 100,000 rows cannot be a table element */}
      <div
        ref={useMergedRef(scroller, measured)}
        className={styles.scroller}
        id={LIST_ID}
        role="grid"
        tabIndex={0}
        aria-label={t("title")}
        aria-rowcount={rows.count + 1}
        aria-multiselectable={props.markable}
        aria-busy={rows.isFetching}
        aria-activedescendant={selection.id ? `task-${selection.id}` : undefined}
        onScroll={() => {
          place.onScroll();
          listMemory.keep(listKey, scroller.current?.scrollTop ?? 0, selection);
        }}
        onPointerMove={(event) => place.onPointerMove(event.target)}
        onPointerLeave={place.onPointerLeave}
      >
        <WorklistHead
          columns={columns}
          tracks={tracks}
          leastWidth={leastWidth}
          markable={props.markable}
          ordering={props.ordering}
          signed={props.signed}
          layout={layout}
          onOrder={props.onOrder}
          onLayout={props.onLayout}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears presses on the rows in it */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled for the whole list */}
        <div
          className={styles.body}
          onClick={press}
          onDoubleClick={doublePress}
          style={{ height: virtual.getTotalSize(), minWidth: leastWidth }}
        >
          {Array.from({ length: rows.count === 0 ? 0 : last - first + 1 }, (_, offset) => {
            const index = first + offset;
            const task = rows.at(index);
            return (
              <WorklistRow
                // Between two pages' answers a task can move from one to the other and stand in both.
                key={task && rows.indexOf(task.id) === index ? task.id : `place-${index}`}
                task={task}
                index={index}
                top={index * ROW_HEIGHT}
                columns={columns}
                tracks={tracks}
                selected={task !== null && task.id === selection.id}
                marked={task !== null && props.marked.has(task.id)}
                markable={props.markable}
                fresh={task !== null && fresh.has(task.id)}
              />
            );
          })}
        </div>
        {rows.count === 0 && !rows.isPending ? (
          <div className={styles.empty}>{props.empty}</div>
        ) : null}
      </div>
      <NewAbovePill rows={rows} count={place.unseen} onPress={place.toTop} />
    </div>
  );
}
