import { Checkbox, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { coverageKeys, getCoverage } from "@/api/coverage";
import { localZone } from "@/lib/dates";
import { asChoices } from "@/lib/lookUp";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { MODALITIES } from "../model/matrix";
import { type ChosenHour, CoverageHour } from "./CoverageHour";
import { CoverageMap } from "./CoverageMap";
import styles from "./staffing.module.css";

const HOUR_MS = 3_600_000;
const SPANS = [24, 48, 72, 168] as const;

function fullHour(): string {
  return new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS).toISOString();
}

/** Sites by the hours ahead: where nobody on duty may read, and why. */
export function CoveragePage() {
  const { t } = useTranslation(["staffing", "common"]);
  const [from] = useState(fullHour);
  const [hours, setHours] = useState(72);
  const [modality, setModality] = useState("");
  const [group, setGroup] = useState("");
  const [onlyGaps, setOnlyGaps] = useState(false);
  const [chosen, setChosen] = useState<ChosenHour | null>(null);
  const question = { from, hours, modality, procedure_group: group };
  const coverage = useQuery({
    queryKey: coverageKeys.map(question),
    queryFn: () => getCoverage(question),
    placeholderData: (before) => before,
  });
  const sites = (coverage.data?.sites ?? []).filter(
    ({ readers }) => !onlyGaps || readers.includes(0),
  );
  const gaps = (coverage.data?.sites ?? []).reduce(
    (sum, { readers }) => sum + readers.filter((count) => count === 0).length,
    0,
  );

  return (
    <div className={`${page.page} ${styles.wide}`}>
      <title>{t("coverage.documentTitle")}</title>
      <h1>{t("coverage.title")}</h1>
      <p className={page.explanation}>{t("coverage.explanation")}</p>
      <Group gap="sm" align="flex-end" mb="sm">
        <Select
          size="xs"
          label={t("coverage.modality")}
          placeholder={t("coverage.any")}
          data={[...MODALITIES]}
          value={modality || null}
          onChange={(value) => setModality(value ?? "")}
          clearable
        />
        <Select
          size="xs"
          label={t("coverage.group")}
          placeholder={t("coverage.any")}
          data={asChoices(t("skill", { returnObjects: true }))}
          value={group || null}
          onChange={(value) => setGroup(value ?? "")}
          clearable
        />
        <Select
          size="xs"
          label={t("coverage.hours")}
          data={SPANS.map(String)}
          value={String(hours)}
          onChange={(value) => setHours(Number(value ?? 72))}
          allowDeselect={false}
        />
        <Checkbox
          size="xs"
          label={t("coverage.onlyGaps")}
          checked={onlyGaps}
          onChange={(event) => setOnlyGaps(event.currentTarget.checked)}
        />
      </Group>
      {coverage.error ? (
        <FailureState error={coverage.error} onRetry={() => void coverage.refetch()} />
      ) : !coverage.data ? (
        <p>{t("common:loading")}</p>
      ) : coverage.data.sites.length === 0 ? (
        <p>{t("coverage.empty")}</p>
      ) : (
        <>
          <p role="status" className={gaps > 0 ? styles.alarm : styles.faint}>
            {gaps > 0 ? t("coverage.gaps", { count: gaps }) : t("coverage.noGaps")}
            {" · "}
            {t("coverage.zone", { zone: localZone() })}
          </p>
          <CoverageMap
            hours={coverage.data.hours}
            sites={sites}
            chosen={chosen}
            onChoose={setChosen}
          />
          <CoverageHour chosen={chosen} modality={modality} group={group} />
        </>
      )}
    </div>
  );
}
