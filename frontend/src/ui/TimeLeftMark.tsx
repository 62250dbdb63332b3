import { useTranslation } from "react-i18next";
import { formatMoment } from "@/lib/dates";
import { type DueUrgency, timeLeft } from "@/lib/timeLeft";
import { useNow } from "@/lib/useNow";
import styles from "./marks.module.css";

const SHAPE: Record<DueUrgency, string> = {
  none: "",
  calm: "○",
  soon: "◔",
  imminent: "◕",
  overdue: "✕",
};

/** A ticking time left: sign and shape say overdue or near, colour only repeats it. */
export function TimeLeftMark({
  dueAt,
  done = false,
  stoppedAt = null,
}: {
  dueAt: string | null;
  done?: boolean;
  /** Since when the clock stands still, as on hold. */
  stoppedAt?: string | null;
}) {
  const { t } = useTranslation();
  const now = useNow("second");
  const left = timeLeft(dueAt, stoppedAt === null ? now : Date.parse(stoppedAt));
  if (done || left.urgency === "none") return <span className={styles.none}>–</span>;
  if (stoppedAt !== null) {
    const hint = t("due.stopped", { moment: formatMoment(stoppedAt) });
    return (
      <span className={`${styles.mark} ${styles.stopped}`} title={hint}>
        <span className={styles.shape} role="img" aria-label={hint}>
          ‖
        </span>
        {left.text}
      </span>
    );
  }
  return (
    <span
      className={`${styles.mark} ${styles[left.urgency]}`}
      title={t("due.at", { moment: formatMoment(dueAt) })}
    >
      <span className={styles.shape} role="img" aria-label={t(`due.${left.urgency}`)}>
        {SHAPE[left.urgency]}
      </span>
      {left.text}
    </span>
  );
}
