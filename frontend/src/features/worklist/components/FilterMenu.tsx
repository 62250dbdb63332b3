import { Button, Chip, Group, MultiSelect, Popover, SegmentedControl, Stack } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Pool } from "@/api/types";
import { useSession } from "@/lib/currentSession";
import { useFilterText } from "../hooks/useFilterText";
import {
  DUE_WITHIN,
  HELD,
  PATHWAYS,
  PROCEDURE_GROUPS,
  READ_TYPES,
  type WorklistFilters,
} from "../model/filters";
import styles from "./worklist.module.css";

const MODALITIES = ["CT", "MR", "CR", "DX", "US", "XA", "RF", "MG", "NM", "PT", "OT"];
const ANY = "any";

interface Props {
  filters: WorklistFilters;
  /** The pools that are known so far. */
  pools: readonly Pool[];
  onFilter: (filters: WorklistFilters) => void;
}

/** Every filter that has no button of its own in the bar. */
export function FilterMenu({ filters, pools, onFilter }: Props) {
  const { t } = useTranslation("worklist");
  const { sites } = useSession();
  const text = useFilterText();
  const change = (part: Partial<WorklistFilters>) => onFilter({ ...filters, ...part });
  const options = (kind: Parameters<typeof text>[0], values: readonly string[]) =>
    values.map((value) => ({ value, label: text(kind, value) }));

  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus width={420}>
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconFilter size={14} />}>
          {t("filter.more")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("filter.moreTitle")}>
        <Stack gap="xs">
          <MultiSelect
            size="xs"
            label={t("filter.site")}
            data={sites.map((site) => ({ value: site.slug, label: site.name }))}
            value={filters.sites}
            onChange={(chosen) => change({ sites: chosen })}
            comboboxProps={{ withinPortal: false }}
            searchable
            clearable
            data-autofocus
          />
          <ChipRow
            label={t("filter.modality")}
            values={MODALITIES}
            chosen={filters.modalities}
            text={(value) => value}
            onChoose={(modalities) => change({ modalities })}
          />
          <ChipRow
            label={t("filter.pathway")}
            values={PATHWAYS}
            chosen={filters.pathways}
            text={(value) => text("pathways", value)}
            onChoose={(pathways) => change({ pathways })}
          />
          <MultiSelect
            size="xs"
            label={t("filter.procedureGroup")}
            data={options("procedureGroups", PROCEDURE_GROUPS)}
            value={filters.procedureGroups}
            onChange={(procedureGroups) => change({ procedureGroups })}
            comboboxProps={{ withinPortal: false }}
            clearable
          />
          <MultiSelect
            size="xs"
            label={t("filter.pool")}
            data={pools.map(({ code, name }) => ({ value: code, label: name }))}
            value={filters.pools}
            onChange={(chosen) => change({ pools: chosen })}
            comboboxProps={{ withinPortal: false }}
            clearable
          />
          <ChipRow
            label={t("filter.readType")}
            values={READ_TYPES}
            chosen={filters.readTypes}
            text={(value) => text("readTypes", value)}
            onChoose={(chosen) =>
              change({ readTypes: READ_TYPES.filter((known) => chosen.includes(known)) })
            }
          />
          <Choice
            label={t("filter.held")}
            value={filters.held}
            values={HELD}
            text={(value) => text("held", value)}
            onChoose={(value) => change({ held: HELD.find((known) => known === value) ?? null })}
          />
          <Choice
            label={t("filter.dueWithin")}
            value={filters.dueWithin === null ? null : String(filters.dueWithin)}
            values={DUE_WITHIN.map(String)}
            text={(value) => text("dueWithin", value)}
            onChoose={(value) => change({ dueWithin: value === null ? null : Number(value) })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function ChipRow({
  label,
  values,
  chosen,
  text,
  onChoose,
}: {
  label: string;
  values: readonly string[];
  chosen: readonly string[];
  text: (value: string) => string;
  onChoose: (values: string[]) => void;
}) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <Chip.Group multiple value={[...chosen]} onChange={onChoose}>
        <Group gap={4}>
          {values.map((value) => (
            <Chip key={value} value={value} size="xs" radius="sm">
              {text(value)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </fieldset>
  );
}

function Choice({
  label,
  value,
  values,
  text,
  onChoose,
}: {
  label: string;
  value: string | null;
  values: readonly string[];
  text: (value: string) => string;
  onChoose: (value: string | null) => void;
}) {
  const { t } = useTranslation("worklist");
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <SegmentedControl
        size="xs"
        value={value ?? ANY}
        onChange={(chosen) => onChoose(chosen === ANY ? null : chosen)}
        data={[
          { value: ANY, label: t("filter.any") },
          ...values.map((known) => ({ value: known, label: text(known) })),
        ]}
      />
    </fieldset>
  );
}
