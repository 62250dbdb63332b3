import { type QueryClient, type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { QueryValue } from "@/api/http";
import { countListedReadingTasks, listReadingTasks, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask, TaskPage } from "@/api/types";

export const PAGE_SIZE = 100;

/** Healing of whatever no message told; spread so that open worklists do not ask in step. */
const HEALED_EVERY_MS = 60_000;
const HEALED_SPREAD_MS = 30_000;

/** The tasks known by their place in the whole list, and how long that list is. */
export interface WorklistRows {
  count: number;
  /** Whether there may be more than `count`: the pages stop counting and the length has not come. */
  countIsCapped: boolean;
  at: (index: number) => ReadingTask | null;
  indexOf: (id: string) => number | null;
  /** The id of the loaded task that reads a study. */
  taskOfStudy: (study: string) => string | null;
  /** Whether these are the rows of the filters before, shown until the new ones come. */
  isOld: boolean;
  isPending: boolean;
  isFetching: boolean;
  error: unknown;
  refetch: () => void;
}

interface LoadedRows extends WorklistRows {
  /** Whether the server stopped counting at some number of rows. */
  pagesAreCapped: boolean;
}

/** The pages that a range of rows lies on; the first is always kept, for the length of the list. */
export function pagesOf(firstRow: number, lastRow: number, selectedRow = 0): number[] {
  const first = Math.floor(Math.max(0, firstRow) / PAGE_SIZE);
  const last = Math.floor(Math.max(0, lastRow) / PAGE_SIZE);
  const pages = new Set([0, Math.floor(Math.max(0, selectedRow) / PAGE_SIZE)]);
  for (let page = first; page <= last; page += 1) pages.add(page);
  return [...pages].sort((one, other) => one - other);
}

/** The exact length of a list too long for its pages to count; null until it is known. */
function useListLength(
  query: Record<string, QueryValue>,
  wanted: boolean,
  healing: number,
): number | null {
  const length = useQuery({
    queryKey: [...readingTaskKeys.lengths, query] as const,
    queryFn: ({ signal }) => countListedReadingTasks(query, signal),
    enabled: wanted,
    staleTime: healing,
    refetchInterval: healing,
  });
  return length.data ?? null;
}

/** Loads just the pages that are on screen, however long the list is. */
export function useWorklistPages(
  query: Record<string, QueryValue>,
  pages: readonly number[],
): WorklistRows {
  const [healing] = useState(() => HEALED_EVERY_MS + Math.random() * HEALED_SPREAD_MS);
  const [capped, setCapped] = useState(false);
  const length = useListLength(query, capped, healing);
  const combine = useCallback(
    (results: UseQueryResult<TaskPage>[]) => joinPages(pages, results, length),
    [pages, length],
  );
  const present = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...readingTaskKeys.lists, query, page] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listReadingTasks({ ...query, limit: PAGE_SIZE, offset: page * PAGE_SIZE }, signal),
      staleTime: 15_000,
      refetchInterval: healing,
    })),
    combine,
  });
  useEffect(() => setCapped(present.pagesAreCapped), [present.pagesAreCapped]);

  // While a changed filter's first page is under way, the rows before it stay on screen.
  const before = useRef<WorklistRows | null>(null);
  const [shownBefore, setShownBefore] = useState<WorklistRows | null>(null);
  useEffect(() => {
    if (!present.isPending) before.current = present;
    setShownBefore(present.isPending ? before.current : null);
  }, [present]);
  if (!present.isPending || !shownBefore) return present;
  return { ...shownBefore, isOld: true, isFetching: true };
}

function joinPages(
  pages: readonly number[],
  results: readonly UseQueryResult<TaskPage>[],
  length: number | null,
): LoadedRows {
  const rows = new Map<number, ReadingTask>();
  const places = new Map<string, number>();
  const studies = new Map<string, string>();
  pages.forEach((page, order) => {
    results[order]?.data?.results.forEach((task, offset) => {
      rows.set(page * PAGE_SIZE + offset, task);
      places.set(task.id, page * PAGE_SIZE + offset);
      studies.set(task.study.id, task.id);
    });
  });
  const first = results[0];
  const newest = results
    .filter((result) => result.data)
    .sort((one, other) => other.dataUpdatedAt - one.dataUpdatedAt)[0]?.data;
  const pagesAreCapped = newest?.count_is_capped === true;
  const end = endOf(pages, results);
  const reach = Math.max(length ?? newest?.count ?? 0, reachOf(pages, results));
  return {
    count: pagesAreCapped ? (end ?? reach) : (newest?.count ?? 0),
    countIsCapped: pagesAreCapped && end === null && length === null,
    pagesAreCapped,
    at: (index) => rows.get(index) ?? null,
    indexOf: (id) => places.get(id) ?? null,
    taskOfStudy: (study) => studies.get(study) ?? null,
    isOld: false,
    isPending: first?.isPending ?? true,
    isFetching: results.some((result) => result.isFetching),
    error: first?.error ?? null,
    refetch: () => void first?.refetch(),
  };
}

/** Where the list ends, when its last page is among those loaded. */
function endOf(
  pages: readonly number[],
  results: readonly UseQueryResult<TaskPage>[],
): number | null {
  const ends = pages.flatMap((page, order) => {
    const data = results[order]?.data;
    // A page beyond the end is empty and says nothing of where the end is.
    if (!data || data.next !== null || (page > 0 && data.results.length === 0)) return [];
    return [page * PAGE_SIZE + data.results.length];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The rows that are known to exist: to the end of the last page, and one page more if one follows. */
function reachOf(pages: readonly number[], results: readonly UseQueryResult<TaskPage>[]): number {
  const reaches = pages.map((page, order) => {
    const data = results[order]?.data;
    if (!data || data.results.length === 0) return 0;
    return page * PAGE_SIZE + data.results.length + (data.next === null ? 0 : PAGE_SIZE);
  });
  return Math.max(0, ...reaches);
}

/** Changes a task in every loaded page that holds it. */
export function changeTask(
  client: QueryClient,
  id: string,
  change: (task: ReadingTask) => ReadingTask,
): void {
  client.setQueriesData<TaskPage>({ queryKey: readingTaskKeys.lists }, (page) =>
    page?.results.some((row) => row.id === id)
      ? { ...page, results: page.results.map((row) => (row.id === id ? change(row) : row)) }
      : page,
  );
}

/** Puts a freshly fetched task into every loaded page that holds it. */
export function replaceTask(client: QueryClient, task: ReadingTask): void {
  changeTask(client, task.id, () => task);
}
