import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { siteReportFileUrl, siteReportPdfUrl, siteStudyKeys } from "@/api/siteStudies";
import type { SiteStudyDetail } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner, FailureState } from "@/ui/feedback";
import { ReportFormatsMenu } from "@/ui/ReportFormatsMenu";
import { useSiteReport } from "../hooks/useSiteStudies";
import styles from "./portal.module.css";

/** The signed report. It is fetched, and so recorded as opened, only when asked for. */
export function ReportCard({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation("portal");
  const [wanted, setWanted] = useState(false);
  const client = useQueryClient();
  const version = study.report?.version ?? 0;
  const report = useSiteReport(study.id, version, wanted && study.report !== null);
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
  const moment = formatMoment(study.report.signed_at, study.site.time_zone);

  return (
    <section className={styles.card}>
      <div className={styles.reportHead}>
        <h2>{t(`status.${study.report.kind}`)}</h2>
        <p className={styles.soft}>{t("signed", { moment, name: study.report.signer_name })}</p>
        {wanted ? null : (
          <Button size="lg" onClick={() => setWanted(true)}>
            {t("detail.show")}
          </Button>
        )}
        <Button
          component="a"
          size="lg"
          variant="default"
          href={siteReportPdfUrl(study.id)}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconDownload size={18} />}
        >
          {t("detail.pdf")}
        </Button>
        <ReportFormatsMenu urlOf={(format) => siteReportFileUrl(study.id, format)}>
          <Button size="lg" variant="default">
            {t("detail.formats")}
          </Button>
        </ReportFormatsMenu>
      </div>
      {study.report.kind === "preliminary" ? (
        <Banner tone="warning">{t("detail.preliminaryNote")}</Banner>
      ) : null}
      {report.error ? (
        <FailureState error={report.error} onRetry={() => void report.refetch()} />
      ) : null}
      {report.data?.sections
        .filter(({ body }) => body.trim() !== "")
        .map((section) => (
          <div key={section.code} className={styles.section}>
            <h3>{section.title}</h3>
            <p>{section.body}</p>
          </div>
        ))}
      {report.data?.later_statements.map(({ text, recorded_at }) => (
        <div key={recorded_at} className={styles.section}>
          <h3>{t("detail.later")}</h3>
          <p>{text}</p>
        </div>
      ))}
      {report.data ? (
        <p className={styles.note}>
          {t("detail.hash")}: {report.data.content_hash}
        </p>
      ) : null}
    </section>
  );
}
