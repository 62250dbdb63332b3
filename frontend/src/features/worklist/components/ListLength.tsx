import { useTranslation } from "react-i18next";
import type { WorklistRows } from "../hooks/useWorklistPages";
import styles from "./worklist.module.css";

/** How many studies the list has. */
export function ListLength({ rows }: { rows: WorklistRows }) {
  const { t } = useTranslation("worklist");
  const count = rows.count.toLocaleString("en");
  if (rows.isPending) return null;
  return (
    <span className={styles.soft}>
      {rows.countIsCapped
        ? t("capped", { formatted: count })
        : t("listed", { count: rows.count, formatted: count })}
    </span>
  );
}
