import { useTranslation } from "react-i18next";
import type { Ordering } from "../model/filters";
import { canOrderBy, nextOrdering, sortDirection } from "../model/ordering";
import type { ColumnId } from "./columns";
import styles from "./table.module.css";

const ARROW = { ascending: " ↑", descending: " ↓", none: "" };

/** The headings; those that can order the list are buttons. */
export function WorklistHead({
  columns,
  tracks,
  ordering,
  onOrder,
}: {
  columns: readonly ColumnId[];
  tracks: string;
  ordering: Ordering;
  onOrder: (ordering: Ordering) => void;
}) {
  const { t } = useTranslation("worklist");
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: only its buttons take the focus
    <div
      role="row"
      aria-rowindex={1}
      className={styles.head}
      style={{ gridTemplateColumns: tracks }}
    >
      {columns.map((id) => {
        const direction = sortDirection(id, ordering);
        return (
          // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
          // biome-ignore lint/a11y/useFocusableInteractive: only its button takes the focus
          <div key={id} role="columnheader" aria-sort={direction}>
            {canOrderBy(id) ? (
              <button
                type="button"
                className={`${styles.sort} ${direction === "none" ? "" : styles.sorted}`}
                onClick={() => onOrder(nextOrdering(id, ordering))}
              >
                {t(`column.${id}`)}
                <span aria-hidden>{ARROW[direction]}</span>
              </button>
            ) : (
              t(`column.${id}`)
            )}
          </div>
        );
      })}
    </div>
  );
}
