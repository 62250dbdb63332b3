import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import type { WorklistRows } from "../hooks/useWorklistPages";
import type { Ordering } from "../model/filters";
import type { Selection } from "../model/selection";
import { COLUMN_LAYOUT, type ColumnId, columns, columnsFor, features, type Slot } from "./columns";
import styles from "./table.module.css";
import { WorklistHead } from "./WorklistHead";

const ROW_HEIGHT = window.matchMedia?.("(pointer: coarse)").matches ? 44 : 30;

interface Props {
  rows: WorklistRows;
  selection: Selection;
  ordering: Ordering;
  fresh: ReadonlySet<string>;
  onSelect: (selection: Selection) => void;
  onOpen: (task: ReadingTask) => void;
  onOrder: (ordering: Ordering) => void;
  onRange: (first: number, last: number) => void;
}

/** The list itself: as many rows as there are tasks, of which only those on screen exist. */
export function WorklistTable(props: Props) {
  const { rows, selection, fresh, onRange } = props;
  const { t } = useTranslation("worklist");
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const shown = useMemo(() => columnsFor(width), [width]);
  const tracks = shown.map((id) => COLUMN_LAYOUT[id].track).join(" ");

  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: 30,
    scrollPaddingStart: 30,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => onRange(first, last), [first, last, onRange]);
  useEffect(() => {
    if (selection.index >= 0) virtual.scrollToIndex(selection.index, { align: "auto" });
  }, [selection.index, virtual]);

  const slots = useMemo<Slot[]>(
    () =>
      Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => ({
        index: first + offset,
        task: rows.at(first + offset),
      })),
    [first, last, rows],
  );
  const table = useTable({
    features,
    columns,
    data: slots,
    getRowId: (slot) => String(slot.index),
  });

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of 5,000 rows cannot be a table element
    <div
      ref={useMergedRef(scroller, measured)}
      className={styles.scroller}
      role="grid"
      tabIndex={0}
      aria-label={t("title")}
      aria-rowcount={rows.count + 1}
      aria-activedescendant={selection.id ? `task-${selection.id}` : undefined}
    >
      <WorklistHead
        columns={shown}
        tracks={tracks}
        ordering={props.ordering}
        onOrder={props.onOrder}
      />
      <div className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {table.getRowModel().rows.map((row) => {
          const { index, task } = row.original;
          const selected = task !== null && task.id === selection.id;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see the grid above
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled for the whole list
            // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active row
            <div
              key={task?.id ?? `slot-${index}`}
              id={task ? `task-${task.id}` : undefined}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={selected}
              data-task={task?.id}
              className={[
                styles.row,
                selected ? styles.selected : "",
                task?.claim && !task.claim.mine ? styles.heldByOther : "",
                task && fresh.has(task.id) ? styles.fresh : "",
              ].join(" ")}
              style={{ gridTemplateColumns: tracks, top: index * ROW_HEIGHT }}
              onClick={() => task && props.onSelect({ id: task.id, index })}
              onDoubleClick={() => task && props.onOpen(task)}
            >
              {row
                .getAllCells()
                .filter((cell) => shown.includes(cell.column.id as ColumnId))
                .map((cell) => (
                  // biome-ignore lint/a11y/useSemanticElements: see the grid above
                  // biome-ignore lint/a11y/useFocusableInteractive: see the row above
                  <div key={cell.id} role="gridcell">
                    {task ? (
                      <table.FlexRender cell={cell} />
                    ) : (
                      <div className={styles.placeholder} />
                    )}
                  </div>
                ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
