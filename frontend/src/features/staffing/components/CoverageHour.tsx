import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { coverageKeys, explainCoverage, type ReaderCover } from "@/api/coverage";
import type { Site } from "@/api/types";
import { formatMoment, formatMomentShort } from "@/lib/dates";
import { useEngineWords } from "@/lib/useEngineWords";
import { FailureState } from "@/ui/feedback";
import { sortCover } from "../model/coverage";
import styles from "./staffing.module.css";

export interface ChosenHour {
  site: Pick<Site, "id" | "name">;
  at: string;
}

const HOUR_MS = 3_600_000;

/** Who would read at one site in one hour, who is kept from it and why, and who could be called. */
export function CoverageHour({
  chosen,
  modality,
  group,
}: {
  chosen: ChosenHour | null;
  modality: string;
  group: string;
}) {
  const { t } = useTranslation(["staffing", "common"]);
  const hour = useQuery({
    queryKey: coverageKeys.hour(chosen?.site.id ?? "", chosen?.at ?? "", modality, group),
    queryFn: () => explainCoverage(chosen?.site.id ?? "", chosen?.at ?? "", modality, group),
    enabled: chosen !== null,
  });
  if (!chosen) return <p className={styles.faint}>{t("coverage.choose")}</p>;
  if (hour.error) {
    return <FailureState error={hour.error} onRetry={() => void hour.refetch()} />;
  }
  if (!hour.data) return <p>{t("common:loading")}</p>;
  const { reads, barred, offDuty, others } = sortCover(hour.data.readers);
  return (
    <section className={styles.hour} aria-live="polite">
      <h2>{t("coverage.at", { site: chosen.site.name, moment: formatMoment(chosen.at) })}</h2>
      <div className={styles.hourColumns}>
        <Names title={t("coverage.may")} readers={reads} at={chosen.at} />
        <Names title={t("coverage.mayNot")} readers={barred} at={chosen.at} />
        <Names title={t("coverage.offDuty")} readers={offDuty} at={chosen.at} />
      </div>
      {others > 0 ? (
        <p className={styles.faint}>{t("coverage.others", { count: others })}</p>
      ) : null}
    </section>
  );
}

function Names({
  title,
  readers,
  at,
}: {
  title: string;
  readers: readonly ReaderCover[];
  at: string;
}) {
  const { t } = useTranslation("staffing");
  const words = useEngineWords();
  const end = Date.parse(at) + HOUR_MS;

  function note({ exclusions: found, covers }: ReaderCover): string {
    // The map counts on usual places; elsewhere the place is the one declared at log-in.
    const reasons = found.map((exclusion) =>
      exclusion.code === "no_reading_location" ? t("coverage.noPlace") : words.exclusion(exclusion),
    );
    const parts = covers
      .filter(
        (part) => Date.parse(part.starts_at) > Date.parse(at) || Date.parse(part.ends_at) < end,
      )
      .map((part) =>
        t("coverage.part", {
          start: formatMomentShort(part.starts_at).slice(-5),
          end: formatMomentShort(part.ends_at).slice(-5),
        }),
      );
    return [...reasons, ...parts].join("; ");
  }

  return (
    <div>
      <h3>
        {title} ({readers.length})
      </h3>
      {readers.length === 0 ? <p className={styles.faint}>{t("coverage.nobody")}</p> : null}
      <ul>
        {readers.map((reader) => (
          <li key={reader.reader.id}>
            {reader.reader.name} <span className={styles.faint}>{note(reader)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
