import type { SavedView } from "@/api/engineTypes";
import {
  filtersFromSearch,
  queryFromFilters,
  STATES,
  searchFromFilters,
  VIEWS,
  type WorklistFilters,
  type WorklistView,
} from "./filters";

/** What a saved view keeps of the filters: the query members of the list itself, which the server checks. */
export function storedFilters(filters: WorklistFilters): Record<string, unknown> {
  const { search: _, ordering: __, ...query } = queryFromFilters(filters, "");
  return Object.fromEntries(Object.entries(query).filter(([, value]) => isSet(value)));
}

function isSet(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : value !== "" && value !== null && value !== false;
}

export function filtersOfView({ filters, ordering }: SavedView): WorklistFilters {
  const held = { true: "held", false: "not_held" }[String(filters.held)];
  return filtersFromSearch({
    view: viewWithStates(joined(filters.state)),
    priority: joined(filters.priority),
    site: joined(filters.site),
    modality: joined(filters.modality),
    pathway: joined(filters.pathway),
    pool: joined(filters.pool),
    group: joined(filters.procedure_group),
    read: joined(filters.read_type),
    held,
    due: filters.due_within,
    mine: filters.claimed_by === "me",
    assigned: filters.assigned_to === "me",
    overdue: filters.overdue,
    sort: ordering,
  });
}

function joined(value: unknown): string {
  return Array.isArray(value) ? value.join(",") : String(value ?? "");
}

function viewWithStates(states: string): WorklistView | undefined {
  return VIEWS.find((view) => STATES[view].join(",") === states);
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
