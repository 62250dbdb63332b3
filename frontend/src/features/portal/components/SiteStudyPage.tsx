import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SiteStudyDetail } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatDate, formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { EmptyState, FailureState } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { usePortalLive, useSiteStudy } from "../hooks/useSiteStudies";
import { STATUS_LOOK } from "../model/siteStudies";
import { DiscrepancyNotes } from "./DiscrepancyNotes";
import { OrderCard } from "./OrderCard";
import { PriorRequestsCard } from "./PriorRequestsCard";
import styles from "./portal.module.css";
import { ReportCard } from "./ReportCard";
import { ReportNews } from "./ReportNews";
import { Expectation } from "./StudyRow";
import { Timeline } from "./Timeline";

/** One study of the site: how far it is, its report, and who opened it when. */
export function SiteStudyPage({
  studyId,
  urgent = null,
  renderMessages,
}: {
  studyId: string;
  /** What the site must see before all else. */
  urgent?: ReactNode;
  /** The talk with the readers, which is a feature of its own. */
  renderMessages: (studyId: string) => ReactNode;
}) {
  const { t } = useTranslation("portal");
  const study = useSiteStudy(studyId);
  usePortalLive();

  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      <Link to="/portal" className={styles.back}>
        ← {t("back")}
      </Link>
      {study.isPending ? <EmptyState title={t("loading")} /> : null}
      {study.error ? (
        <FailureState error={study.error} onRetry={() => void study.refetch()} />
      ) : null}
      {urgent}
      {study.data ? <StudyCards study={study.data} messages={renderMessages(studyId)} /> : null}
    </div>
  );
}

function StudyCards({ study, messages }: { study: SiteStudyDetail; messages: ReactNode }) {
  const { t } = useTranslation("portal");
  const mayOrder = useCan("orders.view");
  const mayAnswer = useCan("priors.answer");
  const mayWrite = useCan("messages.write");
  const zone = study.site.time_zone;
  return (
    <>
      <header>
        <div className={styles.head}>
          <h1>{displayName(study.patient.name)}</h1>
          <Tag {...STATUS_LOOK[study.status]}>{t(`status.${study.status}`)}</Tag>
        </div>
        <div>{studyTitle(study)}</div>
        <Expectation study={study} />
        <Facts study={study} />
      </header>
      <div className={styles.news}>
        <ReportNews study={study} />
        <DiscrepancyNotes study={study} />
      </div>
      <ReportCard study={study} />
      {mayAnswer ? <PriorRequestsCard study={study} /> : null}
      {mayOrder ? <OrderCard study={study} /> : null}
      {mayWrite ? (
        <section className={styles.card}>
          <h2>{t("messages.title")}</h2>
          {messages}
        </section>
      ) : null}
      <section className={styles.card}>
        <h2>{t("detail.progress")}</h2>
        <Timeline study={study} />
      </section>
      {study.report ? (
        <section className={styles.card}>
          <h2>{t("detail.openings")}</h2>
          {study.openings.length === 0 ? <p>{t("detail.noOpenings")}</p> : null}
          <ul className={styles.openings}>
            {study.openings.map((opening) => (
              <li key={`${opening.at}-${opening.name}`}>
                {opening.name}{" "}
                <span className={styles.soft}>
                  {t(`opening.${opening.what}`)} · {formatMoment(opening.at, zone)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Facts({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation(["portal", "common"]);
  const facts: [string, string][] = [
    [t("detail.patientId"), study.patient.patient_id],
    [t("detail.born"), formatDate(study.patient.birth_date)],
    [t("detail.sex"), study.patient.sex],
    [t("detail.accession"), study.accession_number],
    [t("detail.site"), study.site.name],
    [t("detail.studyAt"), formatMoment(study.study_at, study.site.time_zone)],
    [t("detail.images"), t("images", { count: study.instance_count })],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || t("common:notGiven")}</dd>
        </div>
      ))}
    </dl>
  );
}
