import { type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ColumnId,
  type ColumnLayout,
  type ColumnPlace,
  movedTo,
  resized,
} from "../model/columnLayout";
import type { Ordering } from "../model/filters";
import { canOrderBy, nextOrdering, sortDirection } from "../model/ordering";
import styles from "./table.module.css";

const ARROW = { ascending: " ↑", descending: " ↓", none: "" };

interface Props {
  columns: readonly ColumnPlace[];
  tracks: string;
  leastWidth: string;
  markable: boolean;
  ordering: Ordering;
  /** Whether only what is signed is listed. */
  signed: boolean;
  layout: ColumnLayout;
  onOrder: (ordering: Ordering) => void;
  onLayout: (layout: ColumnLayout) => void;
}

/** The headings: they order the list, are dragged to another place, and resized at their edge. */
export function WorklistHead(props: Props) {
  const { t } = useTranslation("worklist");
  const [dragged, setDragged] = useState<ColumnId | null>(null);
  const [over, setOver] = useState<ColumnId | null>(null);

  function drop(target: ColumnId): void {
    if (dragged) props.onLayout(movedTo(props.layout, dragged, target));
    setDragged(null);
    setOver(null);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: only its buttons take the focus
    <div
      role="row"
      aria-rowindex={1}
      className={styles.head}
      style={{ gridTemplateColumns: props.tracks, minWidth: props.leastWidth }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: part of the virtual grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press */}
      {props.markable ? <div role="columnheader" aria-label={t("bulk.markColumn")} /> : null}
      {props.columns.map(({ id }) => (
        // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
        // biome-ignore lint/a11y/useFocusableInteractive: only its button takes the focus
        <div
          key={id}
          role="columnheader"
          aria-sort={sortDirection(headingOf(id, props.signed), props.ordering)}
          className={over === id && dragged !== id ? styles.dropHere : ""}
          draggable
          onDragStart={() => setDragged(id)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(id);
          }}
          onDrop={() => drop(id)}
        >
          <Heading
            id={headingOf(id, props.signed)}
            ordering={props.ordering}
            onOrder={props.onOrder}
          />
          <ResizeHandle
            id={id}
            onResize={(width) => props.onLayout(resized(props.layout, id, width))}
          />
        </div>
      ))}
    </div>
  );
}

/** What a column is called: of what is signed the column of the time left says when it was. */
function headingOf(id: ColumnId, signed: boolean): ColumnId | "signed" {
  return signed && id === "timeLeft" ? "signed" : id;
}

function Heading({
  id,
  ordering,
  onOrder,
}: {
  id: ColumnId | "signed";
  ordering: Ordering;
  onOrder: (ordering: Ordering) => void;
}) {
  const { t } = useTranslation("worklist");
  const direction = sortDirection(id, ordering);
  if (!canOrderBy(id)) return t(`column.${id}`);
  return (
    <button
      type="button"
      className={`${styles.sort} ${direction === "none" ? "" : styles.sorted}`}
      onClick={() => onOrder(nextOrdering(id, ordering))}
    >
      {t(`column.${id}`)}
      <span aria-hidden>{ARROW[direction]}</span>
    </button>
  );
}

/** The edge of a heading. Keys change the width in the columns menu. */
function ResizeHandle({
  id,
  onResize,
}: {
  id: ColumnId;
  onResize: (width: number | null) => void;
}) {
  const [start, setStart] = useState<{ x: number; width: number } | null>(null);

  function begin(event: PointerEvent<HTMLSpanElement>): void {
    const heading = event.currentTarget.parentElement;
    if (!heading) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setStart({ x: event.clientX, width: heading.getBoundingClientRect().width });
  }

  return (
    <span
      aria-hidden
      data-resize={id}
      className={styles.resize}
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={begin}
      onPointerMove={(event) => start && onResize(start.width + event.clientX - start.x)}
      onPointerUp={() => setStart(null)}
      onDoubleClick={() => onResize(null)}
    />
  );
}
