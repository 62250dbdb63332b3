import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { displayName } from "@/lib/patientName";
import type { ColumnPlace } from "../model/columnLayout";
import { CELLS } from "./columns";
import styles from "./table.module.css";

interface Props {
  task: ReadingTask | null;
  index: number;
  top: number;
  columns: readonly ColumnPlace[];
  tracks: string;
  selected: boolean;
  marked: boolean;
  markable: boolean;
  fresh: boolean;
}

/** One place of the list; a grey bar until its page has come. The list hears its presses. */
export const WorklistRow = memo(function WorklistRow(props: Props) {
  const { task, index, columns, selected, marked } = props;
  const { t } = useTranslation("worklist");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of 100,000 rows cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active row
    <div
      id={task ? `task-${task.id}` : undefined}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected || marked}
      data-task={task?.id}
      data-index={index}
      className={[
        styles.row,
        selected ? styles.selected : "",
        marked ? styles.marked : "",
        task?.claim && !task.claim.mine ? styles.heldByOther : "",
        task?.hold ? styles.onHold : "",
        props.fresh ? styles.fresh : "",
      ].join(" ")}
      style={{ gridTemplateColumns: props.tracks, top: props.top }}
    >
      {props.markable ? (
        // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
        // biome-ignore lint/a11y/useFocusableInteractive: part of the virtual grid
        <div role="gridcell" className={styles.markCell}>
          {task ? (
            <input
              type="checkbox"
              tabIndex={-1}
              checked={marked}
              aria-label={t("bulk.mark", { patient: displayName(task.patient.name) })}
              readOnly
            />
          ) : null}
        </div>
      ) : null}
      {columns.map(({ id }) => (
        // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
        // biome-ignore lint/a11y/useFocusableInteractive: part of the virtual grid
        <div key={id} role="gridcell" data-column={id}>
          {task ? CELLS[id](task) : <div className={styles.placeholder} />}
        </div>
      ))}
    </div>
  );
});
