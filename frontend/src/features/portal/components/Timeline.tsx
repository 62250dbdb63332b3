import { useTranslation } from "react-i18next";
import type { SiteStudyDetail } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import styles from "./portal.module.css";

/** What has happened, oldest first, and what is still to come. */
export function Timeline({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation("portal");
  const zone = study.site.time_zone;
  const steps = [...study.timeline].sort((one, other) => one.at.localeCompare(other.at));
  return (
    <ol className={styles.timeline}>
      {steps.map((step) => (
        <li key={`${step.kind}-${step.at}`}>
          {t(`timeline.${step.kind}`, { defaultValue: step.kind.replaceAll("_", " ") })}
          {step.by ? `, ${step.by}` : ""}
          {step.detail ? ` (${step.detail})` : ""}
          <div className={styles.soft}>{formatMoment(step.at, zone)}</div>
        </li>
      ))}
      {study.expected_at !== null ? (
        <li className={styles.pending}>
          {t("status.final")}
          <div className={styles.soft}>
            {t("expected", { moment: formatMoment(study.expected_at, zone) })}
          </div>
        </li>
      ) : null}
    </ol>
  );
}
