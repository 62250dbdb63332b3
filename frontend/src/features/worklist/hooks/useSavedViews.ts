import { notifications } from "@mantine/notifications";
import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { listReadingTasks, readingTaskKeys } from "@/api/readingTasks";
import type { SavedView, SavedViewDraft } from "@/api/types";
import {
  changeWorklistView,
  listWorklistViews,
  removeWorklistView,
  saveWorklistView,
  worklistViewKeys,
} from "@/api/worklistViews";
import { useFailureText } from "@/ui/feedback";
import { queryFromFilters } from "../model/filters";
import { filtersOfView, inCallingOrder } from "../model/savedViews";

/** As many views as there are digits to call them by have their number of tasks beside them. */
export const CALLED_BY_DIGIT = 9;
const COUNTED_EVERY_MS = 30_000;

/** The saved views, one's own and those that others share, and what can be done with them. */
export function useSavedViews() {
  const client = useQueryClient();
  const failureText = useFailureText();
  const stored = useQuery({
    queryKey: worklistViewKeys.all,
    queryFn: listWorklistViews,
    staleTime: 60_000,
  });
  const views = inCallingOrder(stored.data ?? []);

  const settle = {
    onSuccess: () => client.invalidateQueries({ queryKey: worklistViewKeys.all }),
    onError: (error: Error) =>
      void notifications.show({ color: "red", message: failureText(error) }),
  };
  const save = useMutation({ mutationFn: saveWorklistView, ...settle });
  const remove = useMutation({ mutationFn: removeWorklistView, ...settle });
  const change = useMutation({
    mutationFn: ({ id, ...draft }: Partial<SavedViewDraft> & { id: string }) =>
      changeWorklistView(id, draft),
    ...settle,
  });
  return { views, counts: useViewCounts(views), save, remove, change };
}

/** How many tasks each of the first views lists, by view id. */
function useViewCounts(views: readonly SavedView[]): ReadonlyMap<string, string> {
  const counted = views.slice(0, CALLED_BY_DIGIT);
  return useQueries({
    queries: counted.map((view) => ({
      queryKey: [...readingTaskKeys.viewCounts, view.id, view.filters] as const,
      queryFn: () => listReadingTasks({ ...queryFromFilters(filtersOfView(view), ""), limit: 1 }),
      refetchInterval: COUNTED_EVERY_MS * (1 + Math.random() / 2),
      staleTime: COUNTED_EVERY_MS,
    })),
    combine: (results) =>
      new Map(
        counted.flatMap((view, place) => {
          const page = results[place]?.data;
          if (!page) return [];
          return [[view.id, page.count_is_capped ? `${page.count}+` : String(page.count)] as const];
        }),
      ),
  });
}
