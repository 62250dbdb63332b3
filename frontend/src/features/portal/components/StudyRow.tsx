import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SiteStudy } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { useNow } from "@/lib/useNow";
import { Tag } from "@/ui/Tag";
import { isLate, STATUS_LOOK } from "../model/siteStudies";
import styles from "./portal.module.css";

/** One study in the site's list: whose, what, how far, and when the report is expected. */
export function StudyRow({ study }: { study: SiteStudy }) {
  const { t } = useTranslation("portal");
  const name = displayName(study.patient.name);
  return (
    <li>
      <Link
        to="/portal/$studyId"
        params={{ studyId: study.id }}
        className={styles.study}
        aria-label={t("open", { name })}
      >
        <span className={styles.name}>{name}</span>
        <span className={styles.status}>
          {study.unacknowledged ? (
            <Tag tone="stat" shape="⚠">
              {t("unacknowledged")}
            </Tag>
          ) : study.unread ? (
            <Tag tone="good" shape="★">
              {t("unread")}
            </Tag>
          ) : (
            <Tag {...STATUS_LOOK[study.status]}>{t(`status.${study.status}`)}</Tag>
          )}
        </span>
        <span className={styles.soft}>
          {studyTitle(study)}
          {" · "}
          {formatMoment(study.study_at, study.site.time_zone)}
        </span>
        <span className={styles.status}>
          <Expectation study={study} />
        </span>
        <span className={styles.ids}>
          {[study.patient.patient_id, study.accession_number].filter(Boolean).join(" · ")}
        </span>
      </Link>
    </li>
  );
}

/** When the report was signed, or when it is expected, with the site's zone. */
export function Expectation({ study }: { study: SiteStudy }) {
  const { t } = useTranslation("portal");
  const now = useNow("half-minute");
  const zone = study.site.time_zone;
  if (study.report) {
    const moment = formatMoment(study.report.signed_at, zone);
    return (
      <span className={styles.soft}>{t("signed", { moment, name: study.report.signer_name })}</span>
    );
  }
  if (study.expected_at === null) return null;
  const moment = formatMoment(study.expected_at, zone);
  if (isLate(study, now)) return <span className={styles.late}>⚠ {t("late", { moment })}</span>;
  return <span className={styles.soft}>{t("expected", { moment })}</span>;
}
