import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getReportVersion, reportKeys } from "@/api/reports";
import type { Report } from "@/api/types";
import { FailureState } from "@/ui/feedback";
import { EarlierText } from "./EarlierText";
import styles from "./report.module.css";
import { VersionList } from "./VersionList";

/** The newest signed version, as it was signed. */
export function SignedReport({ report, onNext }: { report: Report; onNext: () => void }) {
  const { t } = useTranslation("reporting");
  const number = Math.max(...report.versions.map((version) => version.number));
  const version = useQuery({
    queryKey: reportKeys.version(report.id, number),
    queryFn: () => getReportVersion(report.id, number),
  });

  return (
    <section className={styles.panel} aria-label={t("title")}>
      <header className={styles.head}>
        <h2>{t(version.data?.kind === "preliminary" ? "signed.preliminary" : "signed.final")}</h2>
      </header>
      <VersionList report={report} />
      <EarlierText report={report} />
      <div className={styles.sections}>
        {version.error ? <FailureState error={version.error} /> : null}
        {version.data?.sections
          .filter(({ body }) => body.trim() !== "")
          .map((section) => (
            <div key={section.code}>
              <div className={styles.label}>{section.title}</div>
              <p className={styles.body}>{section.body}</p>
            </div>
          ))}
        {version.data?.later_statements.map(({ text, recorded_at }) => (
          <div key={recorded_at}>
            <div className={styles.label}>{t("signed.later")}</div>
            <p className={styles.body}>{text}</p>
          </div>
        ))}
      </div>
      <footer className={styles.foot}>
        <span />
        <Button onClick={onNext}>{t("signed.next")}</Button>
      </footer>
    </section>
  );
}
