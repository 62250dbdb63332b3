import { Button } from "@mantine/core";
import { IconLayoutSidebarRight } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { readLocal, writeLocal } from "@/lib/localCopy";
import { EmptyState, FailureState } from "@/ui/feedback";
import { LiveIndicator } from "@/ui/LiveIndicator";
import { useClaim } from "../hooks/useClaim";
import { useSearchedText } from "../hooks/useSearchedText";
import { useWorklistKeys } from "../hooks/useWorklistKeys";
import { useWorklistLive } from "../hooks/useWorklistLive";
import { pagesOf, useWorklistPages } from "../hooks/useWorklistPages";
import { narrows, queryFromFilters, stillListed, type WorklistFilters } from "../model/filters";
import { moveSelection, NOTHING_SELECTED, settleSelection } from "../model/selection";
import { TaskDetail } from "./TaskDetail";
import { WorklistSummary } from "./WorklistSummary";
import { WorklistTable } from "./WorklistTable";
import { WorklistToolbar } from "./WorklistToolbar";
import styles from "./worklist.module.css";

const DETAIL_KEY = "teleread.worklist.details";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

/** The one worklist over all sites. */
export function WorklistPage({
  filters,
  onFilter,
  onRead,
}: {
  filters: WorklistFilters;
  onFilter: (filters: WorklistFilters) => void;
  onRead: (taskId: string) => void;
}) {
  const { t } = useTranslation("worklist");
  const mayClaim = useCan("worklist.claim");
  const searchField = useRef<HTMLInputElement>(null);
  const { typed, searched, setTyped } = useSearchedText();
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const [chosen, setChosen] = useState(NOTHING_SELECTED);
  const [detailShown, setDetailShown] = useState(readLocal(DETAIL_KEY, isBoolean) ?? true);

  const query = useMemo(() => queryFromFilters(filters, searched), [filters, searched]);
  const pages = useMemo(() => pagesOf(range[0], range[1]), [range]);
  const rows = useWorklistPages(query, pages);
  const { status, fresh } = useWorklistLive({
    isLoaded: (id) => rows.indexOf(id) !== null,
    stillListed: (task) => stillListed(task, filters),
  });
  const { claim, release } = useClaim();

  const places = {
    count: rows.count,
    idAt: (index: number) => rows.at(index)?.id ?? null,
    indexOf: rows.indexOf,
  };
  const selection = settleSelection(chosen, places);
  const narrowed = narrows(filters, searched);
  const selected = rows.at(selection.index);
  const showRange = useCallback((first: number, last: number) => setRange([first, last]), []);

  function open(task: ReadingTask): void {
    const free = task.claim === null && task.state === "SCHEDULED" && mayClaim;
    if (free) claim.mutate(task.id, { onSuccess: () => onRead(task.id) });
    else onRead(task.id);
  }

  function toggleDetail(): void {
    writeLocal(DETAIL_KEY, !detailShown);
    setDetailShown(!detailShown);
  }

  useWorklistKeys({
    move: (step) => setChosen(moveSelection(selection, step, places)),
    toEnd: (end) =>
      setChosen(moveSelection(selection, end === "first" ? -rows.count : rows.count, places)),
    open: () => selected && open(selected),
    claim: () => selected && mayClaim && claim.mutate(selected.id),
    release: () => selected?.claim?.mine && release.mutate(selected.id),
    search: () => searchField.current?.focus(),
    toggleDetail,
  });

  return (
    <div className={styles.page}>
      <WorklistSummary filters={filters} onFilter={onFilter}>
        <LiveIndicator status={status} />
        <Button
          size="compact-sm"
          variant="subtle"
          visibleFrom="md"
          leftSection={<IconLayoutSidebarRight size={15} />}
          aria-pressed={detailShown}
          onClick={toggleDetail}
        >
          {t(detailShown ? "detail.hide" : "detail.show")}
        </Button>
      </WorklistSummary>
      <WorklistToolbar
        filters={filters}
        searched={typed}
        searchField={searchField}
        onFilter={onFilter}
        onSearch={setTyped}
        onLeaveSearch={() => searchField.current?.blur()}
      />
      <div className={styles.content}>
        <div className={styles.list} aria-busy={rows.isFetching}>
          {rows.isFetching ? <div className={styles.fetching} /> : null}
          {rows.error ? (
            <FailureState error={rows.error} onRetry={rows.refetch} />
          ) : rows.count === 0 && !rows.isPending ? (
            <EmptyState
              title={t(narrowed ? "empty.narrowed" : "empty.nothing")}
              hint={t(narrowed ? "empty.narrowedHint" : "empty.nothingHint")}
            />
          ) : (
            <WorklistTable
              rows={rows}
              selection={selection}
              ordering={filters.ordering}
              fresh={fresh}
              onSelect={setChosen}
              onOpen={open}
              onOrder={(ordering) => onFilter({ ...filters, ordering })}
              onRange={showRange}
            />
          )}
        </div>
        {detailShown ? (
          <TaskDetail
            task={selected}
            onOpen={open}
            onClaim={(task) => claim.mutate(task.id)}
            onRelease={(task) => release.mutate(task.id)}
          />
        ) : null}
      </div>
    </div>
  );
}
