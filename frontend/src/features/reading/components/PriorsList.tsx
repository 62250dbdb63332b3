import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { getReport, getReportVersion, reportKeys } from "@/api/reports";
import type { Prior, ReadingTask, ReportVersion, Section } from "@/api/types";
import { formatMoment, formatMomentShort } from "@/lib/dates";
import { imageModalities } from "@/lib/imageModalities";
import { useHotkeys } from "@/lib/useHotkeys";
import { Modalities } from "@/ui/Modalities";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { CareRefusal } from "./CareRefusal";
import styles from "./reading.module.css";

/** A section of a prior's report, and which report that is. */
export interface SectionCopy {
  section: Section;
  report: string;
  version: number;
  origin: string;
}

/** The patient's earlier studies, the most relevant first, each with its report. */
export function PriorsList({
  priors,
  task,
  onCopy,
  renderBelowReport,
  status = null,
  children = null,
}: {
  priors: readonly Prior[];
  /** The study that is read: its patient, and the zone of its site. */
  task: Pick<ReadingTask, "patient" | "site">;
  /** Takes a section of a prior's report into the text that is written. */
  onCopy?: (copy: SectionCopy) => void;
  /** What stands below an opened report. */
  renderBelowReport?: (reportId: string) => ReactNode;
  /** What is known of priors that are not in the list, in one line. */
  status?: ReactNode;
  /** What else is to be said of what came before. */
  children?: ReactNode;
}) {
  const { t } = useTranslation("reading");
  const [reading, setReading] = useState<Prior | null>(null);
  useHotkeys({ "alt+p": () => setReading(priors.find(isReported) ?? null) });
  const help = useMemo(
    () => ({ title: t("priors.label"), keys: [["Alt+P", t("priors.keys.open")]] as const }),
    [t],
  );
  useKeyHelp(help);
  const highest = Math.max(1, ...priors.map(({ relevance }) => relevance));

  return (
    <section
      className={styles.priors}
      aria-label={t("priors.label")}
      data-none={priors.length === 0 || undefined}
    >
      <div className={styles.priorsHead}>
        <h2 title={priors.length === 0 ? t("priors.none") : undefined}>
          {t("priors.label")} ({priors.length})
        </h2>
        {status}
      </div>
      {children}
      <ul>
        {priors.map((prior) => (
          <li key={prior.study.id} className={styles.prior}>
            <Modalities
              className={styles.modality ?? ""}
              codes={imageModalities(prior.study.modalities)}
            />
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
            {isReported(prior) ? (
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
          <PriorReport
            reportId={reading.report.id}
            patient={task.patient}
            what={`${reading.study.description}, ${formatMomentShort(reading.study.study_at, task.site.time_zone)}`}
            {...(onCopy ? { onCopy } : {})}
          />
        ) : null}
        {reading?.report ? renderBelowReport?.(reading.report.id) : null}
      </Modal>
    </section>
  );
}

function isReported({ report }: Prior): boolean {
  return report !== null && !["draft", "pending_sign"].includes(report.state);
}

const WRITTEN: readonly string[] = [
  "indication",
  "technique",
  "comparison",
  "findings",
  "impression",
];

/** The newest signed version of a prior's report; its sections can be copied into the one that is written. */
function PriorReport({
  reportId,
  patient,
  what,
  onCopy,
}: {
  reportId: string;
  patient: ReadingTask["patient"];
  /** Which study it is on, in words. */
  what: string;
  onCopy?: (copy: SectionCopy) => void;
}) {
  const { t } = useTranslation("reading");
  const [copied, setCopied] = useState<readonly string[]>([]);

  function copy(version: ReportVersion, section: ReportVersion["sections"][number]): void {
    onCopy?.({
      section: section as Section,
      report: reportId,
      version: version.number,
      origin: `${what}, ${version.signer.name}`,
    });
    setCopied((codes) => [...codes, section.code]);
  }

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
            <h3>
              {section.title}{" "}
              {onCopy && version.data && WRITTEN.includes(section.code) ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  data-autofocus={section.code === "findings" || undefined}
                  disabled={copied.includes(section.code)}
                  aria-label={t("priors.copySection", { section: section.title })}
                  onClick={() => version.data && copy(version.data, section)}
                >
                  {t(copied.includes(section.code) ? "priors.copied" : "priors.copy")}
                </Button>
              ) : null}
            </h3>
            <p>{section.body}</p>
          </section>
        ))}
    </article>
  );
}
