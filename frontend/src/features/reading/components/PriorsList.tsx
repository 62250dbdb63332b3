import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { getReport, getReportVersion, reportKeys } from "@/api/reports";
import type { Prior, ReadingTask } from "@/api/types";
import { formatMoment, formatMomentShort } from "@/lib/dates";
import { Modalities } from "@/ui/Modalities";
import { CareRefusal } from "./CareRefusal";
import styles from "./reading.module.css";

/** The patient's earlier studies, the most relevant first, each with its report. */
export function PriorsList({
  priors,
  task,
  children = null,
}: {
  priors: readonly Prior[];
  /** The study that is read: its patient, and the zone of its site. */
  task: Pick<ReadingTask, "patient" | "site">;
  /** What is known of priors that are not in the list. */
  children?: ReactNode;
}) {
  const { t } = useTranslation("reading");
  const [reading, setReading] = useState<Prior | null>(null);
  const highest = Math.max(1, ...priors.map(({ relevance }) => relevance));

  return (
    <section className={styles.priors} aria-label={t("priors.label")}>
      <h2>
        {t("priors.label")} ({priors.length})
      </h2>
      {children}
      {priors.length === 0 ? <p>{t("priors.none")}</p> : null}
      <ul>
        {priors.map((prior) => (
          <li key={prior.study.id} className={styles.prior}>
            <Modalities className={styles.modality ?? ""} codes={prior.study.modalities} />
            <span className={styles.what} title={prior.study.description}>
              {prior.study.description || prior.study.body_part}
              <small>
                {formatMomentShort(prior.study.study_at, task.site.time_zone)}{" "}
                <span
                  className={styles.relevance}
                  role="img"
                  aria-label={t("priors.relevance", { value: prior.relevance })}
                  title={t("priors.relevance", { value: prior.relevance })}
                >
                  <i style={{ width: `${(100 * prior.relevance) / highest}%` }} />
                </span>
              </small>
            </span>
            {prior.report && !["draft", "pending_sign"].includes(prior.report.state) ? (
              <Button size="compact-xs" variant="default" onClick={() => setReading(prior)}>
                {t("priors.report")}
              </Button>
            ) : (
              <small>{t("priors.noReport")}</small>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={reading !== null}
        onClose={() => setReading(null)}
        size="lg"
        title={reading ? `${t("priors.reportTitle")}: ${reading.study.description}` : ""}
      >
        {reading?.report ? (
          <PriorReport reportId={reading.report.id} patient={task.patient} />
        ) : null}
      </Modal>
    </section>
  );
}

/** The newest signed version of a prior's report. */
function PriorReport({ reportId, patient }: { reportId: string; patient: ReadingTask["patient"] }) {
  const version = useQuery({
    queryKey: reportKeys.version(reportId, 0),
    queryFn: async () => {
      const report = await getReport(reportId);
      return getReportVersion(reportId, Math.max(...report.versions.map(({ number }) => number)));
    },
  });
  if (version.error) {
    return (
      <CareRefusal error={version.error} patient={patient} onRetry={() => void version.refetch()} />
    );
  }
  return (
    <article className={styles.reportText}>
      {version.data ? (
        <p>
          {version.data.signer.name} · {formatMoment(version.data.signed_at)}
        </p>
      ) : null}
      {version.data?.sections
        .filter(({ body }) => body.trim() !== "")
        .map((section) => (
          <section key={section.code}>
            <h3>{section.title}</h3>
            <p>{section.body}</p>
          </section>
        ))}
    </article>
  );
}
