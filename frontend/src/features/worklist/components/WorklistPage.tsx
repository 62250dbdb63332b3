import { notifications } from "@mantine/notifications";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask, SavedView } from "@/api/types";
import { useCan, useSession } from "@/lib/currentSession";
import { FailureState } from "@/ui/feedback";
import { LiveIndicator } from "@/ui/LiveIndicator";
import { useBulk } from "../hooks/useBulk";
import { useClaim } from "../hooks/useClaim";
import { useColumnLayout } from "../hooks/useColumnLayout";
import { useKnownPools } from "../hooks/useKnownPools";
import { useNextStudy } from "../hooks/useNextStudy";
import { usePanel } from "../hooks/usePanel";
import { useReadTogether } from "../hooks/useReadTogether";
import { useSavedViews } from "../hooks/useSavedViews";
import { useSearchedText } from "../hooks/useSearchedText";
import { useSelection } from "../hooks/useSelection";
import { useShownRange } from "../hooks/useShownRange";
import { useTaskDialog } from "../hooks/useTaskDialog";
import { useWorklistKeys } from "../hooks/useWorklistKeys";
import { useWorklistLive } from "../hooks/useWorklistLive";
import { pagesOf, useWorklistPages } from "../hooks/useWorklistPages";
import { layoutFromStored, storedColumns } from "../model/columnLayout";
import { narrows, queryFromFilters, stillListed, type WorklistFilters } from "../model/filters";
import { listMemory } from "../model/listMemory";
import { markRange, NO_MARKS, toggleMark } from "../model/marks";
import { filtersOfView, storedFilters } from "../model/savedViews";
import { isFree, mayResume } from "../model/standing";
import type { TaskDialog } from "../model/taskDialog";
import { BulkBar } from "./BulkBar";
import { BulkOutcome } from "./BulkOutcome";
import { ColumnsMenu } from "./ColumnsMenu";
import { SaveViewDialog } from "./dialogs/SaveViewDialog";
import { TaskDialogs } from "./dialogs/TaskDialogs";
import { EmptyList } from "./EmptyList";
import { ListLength } from "./ListLength";
import { NextStudyButton } from "./NextStudy";
import { PanelToggle } from "./PanelToggle";
import { TaskPanel } from "./panel/TaskPanel";
import { ViewBar } from "./ViewBar";
import { WorklistSummary } from "./WorklistSummary";
import { LIST_ID, WorklistTable } from "./WorklistTable";
import { WorklistToolbar } from "./WorklistToolbar";
import styles from "./worklist.module.css";

interface Props {
  filters: WorklistFilters;
  onFilter: (filters: WorklistFilters) => void;
  onRead: (taskId: string) => void;
  renderChat: (task: ReadingTask) => ReactNode;
  renderTogether: (task: ReadingTask) => ReactNode;
}

/** The one worklist over all sites. */
export function WorklistPage({ filters, onFilter, onRead, renderChat, renderTogether }: Props) {
  const { t } = useTranslation("worklist");
  const me = useSession().user.id;
  const mayClaim = useCan("worklist.claim");
  const manages = useCan("worklist.manage");
  const mayMark = manages || mayClaim;
  const searchField = useRef<HTMLInputElement>(null);
  const viewBar = useRef<HTMLDivElement>(null);
  const { typed, searched, setTyped } = useSearchedText();
  const query = useMemo(() => queryFromFilters(filters, searched), [filters, searched]);
  const listKey = JSON.stringify(query);
  const [chosen, setChosen] = useState(() => listMemory.selectionOf(listKey));
  const [range, showRange] = useShownRange();
  const [marks, setMarks] = useState(NO_MARKS);
  const [savingView, setSavingView] = useState(false);
  const columns = useColumnLayout();
  const panel = usePanel();
  const saved = useSavedViews();

  const pages = useMemo(() => pagesOf(range[0], range[1], chosen.index), [range, chosen.index]);
  const rows = useWorklistPages(query, pages);
  const { selection, selected, moves, move, isSettling } = useSelection(rows, chosen, setChosen);
  const { status, fresh } = useWorklistLive({
    find: (id) => rows.at(rows.indexOf(id) ?? -1),
    taskOfStudy: rows.taskOfStudy,
    stillListed: (task) => stillListed(task, filters),
  });
  const pools = useKnownPools(rows, range);
  const { claim, release } = useClaim();
  const next = useNextStudy(onRead);
  const bulk = useBulk();
  const together = useReadTogether();
  const dialogs = useTaskDialog(bulk, unmark);
  const marked = useMemo(() => new Set(marks.tasks.keys()), [marks]);

  function unmark(): void {
    setMarks(NO_MARKS);
    // The pressed button goes with the marks; the list takes the focus it had.
    document.getElementById(LIST_ID)?.focus({ preventScroll: true });
  }

  /** A reader goes on to read them; who manages the list stays on it. */
  function readTogether(tasks: readonly ReadingTask[]): void {
    together.mutate(tasks, {
      onSuccess: () => {
        const first = tasks[0];
        if (mayClaim && !manages && first) onRead(first.id);
        else unmark();
      },
    });
  }

  function filter(to: WorklistFilters): void {
    setChosen({ id: selection.id, index: 0 });
    setMarks(NO_MARKS);
    onFilter(to);
  }

  function open(task: ReadingTask): void {
    if (mayClaim && isFree(task)) claim.mutate(task.id, { onSuccess: () => onRead(task.id) });
    else onRead(task.id);
  }

  /** Does something with the selected study, unless the list has only just put it there. */
  function withSelected(act: (task: ReadingTask) => void): void {
    if (!selected) return;
    if (isSettling()) notifications.show({ id: "settling", message: t("settled") });
    else act(selected);
  }

  function mark(task: ReadingTask, index: number, upTo: boolean): void {
    setMarks(upTo ? markRange(marks, index, rows.at) : toggleMark(marks, task, index));
  }

  function ask(kind: TaskDialog["kind"], task: ReadingTask): void {
    dialogs.ask({ kind, tasks: [task] });
  }

  function holdOrResume(task: ReadingTask): void {
    if (mayResume(task, me, manages)) ask("resume", task);
    else if (!task.hold && (manages || task.claim?.mine)) ask("hold", task);
    else {
      const message = t(task.hold ? "dialog.resume.notYours" : "dialog.hold.claimFirst");
      notifications.show({ id: "hold", message });
    }
  }

  function call(view: SavedView): void {
    filter(filtersOfView(view));
    if (view.columns.length > 0) columns.change(layoutFromStored(view.columns));
  }

  const present = {
    filters: storedFilters(filters),
    columns: storedColumns(columns.layout),
    ordering: filters.ordering,
  };
  const actions = {
    open,
    claim: (task: ReadingTask) => claim.mutate(task.id),
    release: (task: ReadingTask) => release.mutate(task.id),
    ask,
  };

  useWorklistKeys({
    move,
    toEnd: (end) => move(end === "first" ? -rows.count : rows.count),
    open: () => withSelected(open),
    claim: () => withSelected((task) => mayClaim && actions.claim(task)),
    release: () => withSelected((task) => task.claim?.mine && actions.release(task)),
    next: () => {
      if (mayClaim && !next.isPending) next.mutate();
    },
    hold: () => withSelected(holdOrResume),
    skip: () => withSelected((task) => mayClaim && isFree(task) && ask("skip", task)),
    search: () => searchField.current?.focus(),
    showTab: panel.showTab,
    togglePanel: panel.toggle,
    views: () => viewBar.current?.querySelector("button")?.focus(),
    callView: (digit) => {
      const view = saved.views[digit - 1];
      if (view) call(view);
    },
    mark: () => mayMark && selected && mark(selected, selection.index, false),
    markRange: () => mayMark && selected && mark(selected, selection.index, true),
    unmark,
  });

  return (
    <div className={styles.page}>
      <WorklistSummary filters={filters} onFilter={filter}>
        {mayClaim ? <NextStudyButton next={next} /> : null}
        <LiveIndicator status={status} />
        <PanelToggle shown={panel.shown} onToggle={panel.toggle} />
      </WorklistSummary>
      <ViewBar
        saved={saved}
        filters={filters}
        bar={viewBar}
        onCall={call}
        onSave={() => setSavingView(true)}
        onUpdate={(view) => saved.change.mutate({ id: view.id, ...present })}
      />
      <WorklistToolbar
        filters={filters}
        searched={typed}
        searchField={searchField}
        pools={pools}
        onFilter={filter}
        onSearch={setTyped}
        onLeaveSearch={() => searchField.current?.blur()}
      >
        <ListLength rows={rows} />
        <ColumnsMenu layout={columns.layout} onLayout={columns.change} />
      </WorklistToolbar>
      <div>
        <BulkBar
          tasks={[...marks.tasks.values()]}
          manages={manages}
          linking={together.isPending}
          onTogether={() => readTogether([...marks.tasks.values()])}
          onAsk={(kind) => dialogs.ask({ kind, tasks: [...marks.tasks.values()] })}
          onClear={unmark}
        />
        <BulkOutcome bulk={bulk} />
      </div>
      <div className={styles.content}>
        <div className={styles.list}>
          {rows.isFetching ? <div className={styles.fetching} /> : null}
          {rows.error ? (
            <FailureState error={rows.error} onRetry={rows.refetch} />
          ) : (
            <WorklistTable
              rows={rows}
              listKey={listKey}
              selection={selection}
              moves={moves}
              marked={marked}
              markable={mayMark}
              ordering={filters.ordering}
              signed={filters.view === "completed"}
              layout={columns.layout}
              fresh={fresh}
              onSelect={setChosen}
              onMark={mark}
              onOpen={open}
              onOrder={(ordering) => filter({ ...filters, ordering })}
              onLayout={columns.change}
              onRange={showRange}
              empty={
                <EmptyList narrowed={narrows(filters, searched)} next={mayClaim ? next : null} />
              }
            />
          )}
        </div>
        {panel.shown ? (
          <TaskPanel
            task={selected}
            tab={panel.tab}
            onTab={panel.showTab}
            actions={actions}
            renderChat={renderChat}
            renderTogether={renderTogether}
          />
        ) : null}
      </div>
      <TaskDialogs state={dialogs} />
      <SaveViewDialog
        opened={savingView}
        isPending={saved.save.isPending}
        onClose={() => setSavingView(false)}
        onSave={(named) =>
          saved.save.mutate({ ...present, ...named }, { onSuccess: () => setSavingView(false) })
        }
      />
    </div>
  );
}
