import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useQueries,
} from "@tanstack/react-query";
import { useCallback } from "react";
import type { QueryValue } from "@/api/http";
import { listReadingTasks, readingTaskKeys } from "@/api/readingTasks";
import type { Page, ReadingTask } from "@/api/types";

export const PAGE_SIZE = 100;

/** The tasks known by their place in the whole list, and how long that list is. */
export interface WorklistRows {
  count: number;
  at: (index: number) => ReadingTask | null;
  indexOf: (id: string) => number | null;
  isPending: boolean;
  isFetching: boolean;
  error: unknown;
  refetch: () => void;
}

/** The pages that a range of rows lies on; the first is always kept, for the length of the list. */
export function pagesOf(firstRow: number, lastRow: number): number[] {
  const first = Math.floor(Math.max(0, firstRow) / PAGE_SIZE);
  const last = Math.floor(Math.max(0, lastRow) / PAGE_SIZE);
  const pages = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return first === 0 ? pages : [0, ...pages];
}

/** Loads just the pages that are on screen, however long the list is. */
export function useWorklistPages(
  query: Record<string, QueryValue>,
  pages: readonly number[],
): WorklistRows {
  const combine = useCallback(
    (results: UseQueryResult<Page<ReadingTask>>[]) => joinPages(pages, results),
    [pages],
  );
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: [...readingTaskKeys.lists, query, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listReadingTasks({ ...query, limit: PAGE_SIZE, offset: page * PAGE_SIZE }, signal),
      placeholderData: keepPreviousData,
      staleTime: 15_000,
    })),
    combine,
  });
}

function joinPages(
  pages: readonly number[],
  results: readonly UseQueryResult<Page<ReadingTask>>[],
): WorklistRows {
  const rows = new Map<number, ReadingTask>();
  const places = new Map<string, number>();
  pages.forEach((page, order) => {
    results[order]?.data?.results.forEach((task, offset) => {
      rows.set(page * PAGE_SIZE + offset, task);
      places.set(task.id, page * PAGE_SIZE + offset);
    });
  });
  const first = results[0];
  const newest = results
    .filter((result) => result.data)
    .sort((one, other) => other.dataUpdatedAt - one.dataUpdatedAt)[0];
  return {
    count: newest?.data?.count ?? 0,
    at: (index) => rows.get(index) ?? null,
    indexOf: (id) => places.get(id) ?? null,
    isPending: first?.isPending ?? true,
    isFetching: results.some((result) => result.isFetching),
    error: first?.error ?? null,
    refetch: () => void first?.refetch(),
  };
}

/** Puts a freshly fetched task into every loaded page that holds it. */
export function replaceTask(client: QueryClient, task: ReadingTask): void {
  client.setQueriesData<Page<ReadingTask>>({ queryKey: readingTaskKeys.lists }, (page) =>
    page?.results.some((row) => row.id === task.id)
      ? { ...page, results: page.results.map((row) => (row.id === task.id ? task : row)) }
      : page,
  );
}
