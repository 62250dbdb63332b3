import type { SavedView } from "@/api/engineTypes";
import {
  filtersFromSearch,
  searchFromFilters,
  type WorklistFilters,
  type WorklistSearch,
} from "./filters";

/** What a saved view keeps of the filters: the same members as the worklist's address. */
export function storedFilters(filters: WorklistFilters): Record<string, unknown> {
  const { sort: _, ...rest }: WorklistSearch = searchFromFilters(filters);
  return { ...rest };
}

export function filtersOfView(view: SavedView): WorklistFilters {
  return filtersFromSearch({ ...view.filters, sort: view.ordering });
}

/** Whether the list shows just what the view says. */
export function showsView(view: SavedView, filters: WorklistFilters): boolean {
  return (
    JSON.stringify(searchFromFilters(filtersOfView(view))) ===
    JSON.stringify(searchFromFilters(filters))
  );
}

/** Own views first, then those that others share; the digits 1 to 9 call them in this order. */
export function inCallingOrder(views: readonly SavedView[]): SavedView[] {
  return [...views].sort(
    (one, other) =>
      Number(other.mine) - Number(one.mine) || one.name.localeCompare(other.name, "en"),
  );
}
