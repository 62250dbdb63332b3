import { Button, Chip, CloseButton, Group, SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Pool } from "@/api/types";
import { KeyHint } from "@/ui/feedback";
import {
  DEFAULT_FILTERS,
  inView,
  narrows,
  PRIORITIES,
  VIEWS,
  type WorklistFilters,
  type WorklistView,
} from "../model/filters";
import { FilterChips } from "./FilterChips";
import { FilterMenu } from "./FilterMenu";
import styles from "./worklist.module.css";

interface Props {
  filters: WorklistFilters;
  searched: string;
  searchField: RefObject<HTMLInputElement | null>;
  onFilter: (filters: WorklistFilters) => void;
  onSearch: (text: string) => void;
  onLeaveSearch: () => void;
  pools: readonly Pool[];
  children: ReactNode;
}

/** Everything that narrows the list. */
export function WorklistToolbar({
  filters,
  searched,
  searchField,
  onFilter,
  onSearch,
  onLeaveSearch,
  pools,
  children,
}: Props) {
  const { t } = useTranslation("worklist");
  const change = (part: Partial<WorklistFilters>) => onFilter({ ...filters, ...part });

  return (
    <search className={styles.toolbar} aria-label={t("filter.label")}>
      <TextInput
        ref={searchField}
        className={styles.search}
        size="xs"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("filter.searchLabel")}
        placeholder={t("filter.search")}
        leftSection={<IconSearch size={14} />}
        rightSection={
          searched === "" ? (
            <KeyHint>/</KeyHint>
          ) : (
            <CloseButton size="xs" onClick={() => onSearch("")} aria-label={t("filter.clear")} />
          )
        }
        value={searched}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && searched !== "") onSearch("");
          else if (["Escape", "Enter", "ArrowDown"].includes(event.key)) onLeaveSearch();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t("filter.view")}
        value={filters.view}
        onChange={(view) => onFilter(inView(filters, view as WorklistView))}
        data={VIEWS.map((view) => ({ value: view, label: t(`view.${view}`) }))}
      />
      <Chip.Group
        multiple
        value={filters.priorities}
        onChange={(chosen) =>
          change({ priorities: PRIORITIES.filter((priority) => chosen.includes(priority)) })
        }
      >
        <Group gap={4}>
          {PRIORITIES.map((priority) => (
            <Chip key={priority} value={priority} size="xs" radius="sm">
              {t(`priority.${priority}`, { ns: "common" })}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Chip
        size="xs"
        radius="sm"
        checked={filters.overdue}
        onChange={(overdue) => change({ overdue })}
      >
        {t("filter.overdue")}
      </Chip>
      <Chip size="xs" radius="sm" checked={filters.mine} onChange={(mine) => change({ mine })}>
        {t("filter.mine")}
      </Chip>
      <Chip
        size="xs"
        radius="sm"
        checked={filters.assigned}
        onChange={(assigned) => change({ assigned })}
      >
        {t("filter.assigned")}
      </Chip>
      <FilterMenu filters={filters} pools={pools} onFilter={onFilter} />
      <FilterChips filters={filters} onFilter={onFilter} />
      {narrows(filters, searched) ? (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            onSearch("");
            const { ordering } = inView(filters, DEFAULT_FILTERS.view);
            onFilter({ ...DEFAULT_FILTERS, ordering });
          }}
        >
          {t("filter.clear")}
        </Button>
      ) : null}
      <span className={styles.push}>{children}</span>
    </search>
  );
}
