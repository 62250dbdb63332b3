import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  siteKeyImageUrl,
  siteReportFileUrl,
  siteReportPdfUrl,
  siteStudyKeys,
} from "@/api/siteStudies";
import type { SiteReport, SiteStudyDetail } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner, FailureState } from "@/ui/feedback";
import { ReportFormatsMenu } from "@/ui/ReportFormatsMenu";
import { WordDifference } from "@/ui/WordDifference";
import { useSiteReport } from "../hooks/useSiteStudies";
import styles from "./portal.module.css";
import { ReportVersions } from "./ReportVersions";

/** The signed report. It is fetched, and so recorded as opened, only when asked for. */
export function ReportCard({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation("portal");
  const [wanted, setWanted] = useState(false);
  const [chosen, setChosen] = useState("");
  const client = useQueryClient();
  const latest = study.report ? `${study.report.report_id}-${study.report.version}` : "";
  const report = useSiteReport(study.id, chosen, wanted && study.report !== null, latest);
  const opened = report.dataUpdatedAt;

  useEffect(() => {
    if (opened === 0) return;
    void client.invalidateQueries({ queryKey: siteStudyKeys.detail(study.id) });
    void client.invalidateQueries({ queryKey: [...siteStudyKeys.all, "list"] });
  }, [opened, client, study.id]);

  if (!study.report) {
    return (
      <section className={styles.card}>
        <h2>{t("detail.report")}</h2>
        <p>{t("detail.noReport")}</p>
      </section>
    );
  }
  const shown = (wanted && report.data) || study.report;
  const moment = formatMoment(shown.signed_at, study.site.time_zone);

  return (
    <section className={styles.card}>
      <div className={styles.reportHead}>
        <h2>{t(`kind.${shown.kind}`)}</h2>
        <p className={styles.soft}>{t("signed", { moment, name: shown.signer_name })}</p>
        {wanted ? null : (
          <Button size="lg" onClick={() => setWanted(true)}>
            {t("detail.show")}
          </Button>
        )}
        <Button
          component="a"
          size="lg"
          variant="default"
          href={siteReportPdfUrl(study.id, chosen)}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconDownload size={18} />}
        >
          {t("detail.pdf")}
        </Button>
        <ReportFormatsMenu
          urlOf={(format) => siteReportFileUrl(study.id, format, chosen)}
          keyImages={report.data?.key_images.length ?? 0}
        >
          <Button size="lg" variant="default">
            {t("detail.formats")}
          </Button>
        </ReportFormatsMenu>
      </div>
      {shown.kind === "preliminary" ? (
        <Banner tone="warning">{t("detail.preliminaryNote")}</Banner>
      ) : null}
      {shown.kind === "wet_read" ? <Banner tone="warning">{t("detail.wetReadNote")}</Banner> : null}
      {report.error ? (
        <FailureState error={report.error} onRetry={() => void report.refetch()} />
      ) : null}
      {report.data ? (
        <ReportText
          study={study.id}
          report={report.data}
          zone={study.site.time_zone}
          onLatest={() => setChosen("")}
        />
      ) : null}
      {report.data ? (
        <ReportVersions
          versions={report.data.versions}
          shown={report.data.version_id}
          zone={study.site.time_zone}
          onShow={setChosen}
        />
      ) : null}
    </section>
  );
}

function ReportText({
  study,
  report,
  zone,
  onLatest,
}: {
  study: string;
  report: SiteReport;
  zone: string;
  onLatest: () => void;
}) {
  const { t } = useTranslation("portal");
  const changed = report.differences.some((section) => section.changed);
  const noLonger = report.kind !== "withdrawal" && (report.withdrawn || report.superseded);
  return (
    <>
      {noLonger ? (
        <Banner
          tone="danger"
          action={
            <Button variant="default" onClick={onLatest}>
              {t("life.toLatest")}
            </Button>
          }
        >
          {t(report.withdrawn ? "life.withdrawn" : "life.superseded")}
        </Banner>
      ) : null}
      {report.reason ? (
        <Banner tone="note">{t("life.reason", { reason: report.reason })}</Banner>
      ) : null}
      {report.before && changed && report.kind !== "withdrawal" ? (
        <details className={styles.section} open={report.kind === "correction"}>
          <summary>
            {t("life.changed", {
              kind: t(`kind.${report.before.kind}`),
              name: report.before.signer.name,
              moment: formatMoment(report.before.signed_at, zone),
            })}
          </summary>
          <WordDifference sections={report.differences} />
        </details>
      ) : null}
      {report.sections
        .filter(({ body }) => body.trim() !== "")
        .map((section) => (
          <div key={`${section.code}-${section.title}`} className={styles.section}>
            <h3>{section.title}</h3>
            <p>{section.body}</p>
          </div>
        ))}
      <KeyImages study={study} report={report} />
      {report.later_statements.map(({ text, recorded_at }) => (
        <div key={recorded_at} className={styles.section}>
          <h3>{t("detail.later")}</h3>
          <p>{text}</p>
        </div>
      ))}
      {report.prepared_by ? (
        <p className={styles.note}>{t("life.preparedBy", { name: report.prepared_by })}</p>
      ) : null}
      <p className={styles.note}>
        {t("detail.hash")}: {report.content_hash}
      </p>
    </>
  );
}

/** The pictures that were signed with the report; each opens in a tab of its own. */
function KeyImages({ study, report }: { study: string; report: SiteReport }) {
  const { t } = useTranslation("portal");
  const count = report.key_images.length;
  if (count === 0) return null;
  return (
    <section className={styles.section} aria-label={t("keyImages.title")}>
      <h3>{t("keyImages.title")}</h3>
      <ol className={styles.keyImages}>
        {report.key_images.map((image, index) => {
          const url = siteKeyImageUrl(study, report.version_id, index + 1);
          const title = t("keyImages.number", { number: index + 1, count });
          const prior = image.prior ? t("keyImages.prior", { date: image.study_date }) : "";
          return (
            <li key={image.key}>
              <a href={url} target="_blank" rel="noreferrer">
                <img src={url} alt={[title, prior, image.caption].filter(Boolean).join(", ")} />
              </a>
              <strong>{title}</strong>
              {prior ? <span>{prior}</span> : null}
              <span>{image.caption}</span>
            </li>
          );
        })}
      </ol>
      <p className={styles.note}>{t("keyImages.note")}</p>
    </section>
  );
}
