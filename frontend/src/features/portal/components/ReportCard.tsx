import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { siteReportFileUrl, siteReportPdfUrl, siteStudyKeys } from "@/api/siteStudies";
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
        <ReportFormatsMenu urlOf={(format) => siteReportFileUrl(study.id, format, chosen)}>
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
  report,
  zone,
  onLatest,
}: {
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
