import { SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { confirmationKeys, listSites } from "@/api/confirmations";
import type { ReportTemplate } from "@/api/types";
import { useCan } from "@/lib/currentSession";

export type Level = ReportTemplate["level"];

export interface Whose {
  level: Level;
  site: string | null;
}

/** The levels at which the person may make templates, the usual one first. */
export function useOwnLevels(): Level[] {
  const manages = useCan("templates.manage");
  const writes = useCan("report.write");
  return [
    ...(manages ? (["tenant", "site"] as const) : []),
    ...(writes ? (["personal"] as const) : []),
  ];
}

/** Whose the template is to be. */
export function LevelFields({
  whose,
  onChange,
}: {
  whose: Whose;
  onChange: (whose: Whose) => void;
}) {
  const { t } = useTranslation("templates");
  const levels = useOwnLevels();
  const sites = useQuery({
    queryKey: confirmationKeys.sites,
    queryFn: listSites,
    enabled: whose.level === "site",
  });
  return (
    <>
      {levels.length > 1 ? (
        <SegmentedControl
          aria-label={t("levelLabel")}
          data={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
          value={whose.level}
          onChange={(level) => onChange({ level: level as Level, site: null })}
        />
      ) : null}
      {whose.level === "site" ? (
        <Select
          label={t("site")}
          searchable
          required
          data={(sites.data?.results ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={whose.site}
          onChange={(site) => onChange({ ...whose, site })}
        />
      ) : null}
    </>
  );
}
