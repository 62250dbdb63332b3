import { queryString } from "@/api/http";
import type { SavedView } from "@/api/types";
import {
  filtersFromQuery,
  queryFromFilters,
  searchFromFilters,
  type WorklistFilters,
} from "./filters";

/** What a saved view keeps: the list's own query, without order and without what was searched. */
export function storedFilters(filters: WorklistFilters): Record<string, string> {
  const { ordering: _, ...query } = queryFromFilters(filters, "");
  return Object.fromEntries(new URLSearchParams(queryString(query)));
}

export function filtersOfView(view: SavedView): WorklistFilters {
  return filtersFromQuery(view.filters, view.ordering);
}

/** Whether the list shows just what the view says. */
export function showsView(view: SavedView, filters: WorklistFilters): boolean {
  return (
    JSON.stringify(searchFromFilters(filtersOfView(view))) ===
    JSON.stringify(searchFromFilters(filters))
  );
}

/** Own views in their order, then those that others share; the digits 1 to 9 call them so. */
export function inCallingOrder(views: readonly SavedView[]): SavedView[] {
  return [...views].sort(
    (one, other) =>
      Number(other.mine) - Number(one.mine) ||
      (one.mine ? one.position - other.position : one.name.localeCompare(other.name, "en")),
  );
}
