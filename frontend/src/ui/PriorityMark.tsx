import { useTranslation } from "react-i18next";
import type { Priority } from "@/api/types";
import styles from "./marks.module.css";

const LOOK: Record<Priority, { shape: string; className: string | undefined }> = {
  STAT: { shape: "▲", className: `${styles.filled} ${styles.stat}` },
  URGENT: { shape: "◆", className: `${styles.filled} ${styles.urgent}` },
  ROUTINE: { shape: "●", className: styles.routine },
};

/** Priority by word, shape and colour; the word alone is enough. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { t } = useTranslation();
  const { shape, className } = LOOK[priority];
  return (
    <span className={`${styles.mark} ${className}`}>
      <span className={styles.shape} aria-hidden>
        {shape}
      </span>
      {t(`priority.${priority}`)}
    </span>
  );
}
