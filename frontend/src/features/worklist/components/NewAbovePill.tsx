import { useTranslation } from "react-i18next";
import type { WorklistRows } from "../hooks/useWorklistPages";
import styles from "./table.module.css";

const LOOKED_AT = 100;

/** Says that studies came in above what is on screen, and leads there. */
export function NewAbovePill({
  rows,
  count,
  onPress,
}: {
  rows: WorklistRows;
  count: number;
  onPress: () => void;
}) {
  const { t } = useTranslation("worklist");
  const stat = Array.from({ length: Math.min(count, LOOKED_AT) }, (_, index) =>
    rows.at(index),
  ).filter((task) => task?.priority === "STAT").length;
  return (
    <div className={styles.pillPlace} role="status">
      {count > 0 ? (
        <button type="button" className={styles.pill} onClick={onPress}>
          <span aria-hidden>↑</span>{" "}
          {stat > 0 ? t("newAboveStat", { count, stat }) : t("newAbove", { count })}
        </button>
      ) : null}
    </div>
  );
}
