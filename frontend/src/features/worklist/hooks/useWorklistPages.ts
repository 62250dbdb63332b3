import { keepPreviousData, type QueryClient, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
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
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...readingTaskKeys.lists, query, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listReadingTasks({ ...query, limit: PAGE_SIZE, offset: page * PAGE_SIZE }, signal),
      placeholderData: keepPreviousData,
      staleTime: 15_000,
    })),
  });

  const bodies = results.map((result) => result.data);
  const first = results[0];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the bodies are the changing part of results
  return useMemo(() => {
    const rows = new Map<number, ReadingTask>();
    const places = new Map<string, number>();
    pages.forEach((page, order) => {
      bodies[order]?.results.forEach((task, offset) => {
        rows.set(page * PAGE_SIZE + offset, task);
        places.set(task.id, page * PAGE_SIZE + offset);
      });
    });
    const newest = results
      .filter((result) => result.data)
      .sort((one, other) => other.dataUpdatedAt - one.dataUpdatedAt)[0];
    return {
      count: newest?.data?.count ?? 0,
      at: (index: number) => rows.get(index) ?? null,
      indexOf: (id: string) => places.get(id) ?? null,
      isPending: first?.isPending ?? true,
      isFetching: results.some((result) => result.isFetching),
      error: first?.error ?? null,
      refetch: () => void first?.refetch(),
    };
  }, [...bodies, pages, first?.isPending, first?.error, results.some((r) => r.isFetching)]);
}

/** Puts a freshly fetched task into every loaded page that holds it. */
export function replaceTask(client: QueryClient, task: ReadingTask): void {
  client.setQueriesData<Page<ReadingTask>>({ queryKey: readingTaskKeys.lists }, (page) =>
    page?.results.some((row) => row.id === task.id)
      ? { ...page, results: page.results.map((row) => (row.id === task.id ? task : row)) }
      : page,
  );
}
