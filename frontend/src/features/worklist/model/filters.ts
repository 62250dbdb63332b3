import type { QueryValue } from "@/api/http";
import type { Priority, ReadingTask, ReadingTaskState } from "@/api/types";

/** Which part of the tasks is listed. */
export type WorklistView = "open" | "unclaimed" | "reading" | "completed" | "all";

export const VIEWS: readonly WorklistView[] = ["open", "unclaimed", "reading", "completed", "all"];
export const PRIORITIES: readonly Priority[] = ["STAT", "URGENT", "ROUTINE"];
export const ORDERINGS = [
  "due_at",
  "-due_at",
  "received_at",
  "-received_at",
  "priority",
  "-priority",
  "patient_name",
  "-patient_name",
] as const;
export type Ordering = (typeof ORDERINGS)[number];

export interface WorklistFilters {
  view: WorklistView;
  priorities: Priority[];
  /** Slugs of sites. */
  sites: string[];
  modalities: string[];
  mine: boolean;
  overdue: boolean;
  ordering: Ordering;
}

export const DEFAULT_FILTERS: WorklistFilters = {
  view: "open",
  priorities: [],
  sites: [],
  modalities: [],
  mine: false,
  overdue: false,
  ordering: "priority",
};

const STATES: Record<WorklistView, readonly ReadingTaskState[]> = {
  open: ["SCHEDULED", "IN_PROGRESS"],
  unclaimed: ["SCHEDULED"],
  reading: ["IN_PROGRESS"],
  completed: ["COMPLETED"],
  all: [],
};

/** The address's part for the filters. What a person types into search never stands in it. */
export interface WorklistSearch {
  view?: WorklistView;
  priority?: string;
  site?: string;
  modality?: string;
  mine?: true;
  overdue?: true;
  sort?: Ordering;
}

function listOf(value: unknown): string[] {
  return typeof value === "string" ? value.split(",").filter((item) => item !== "") : [];
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | null {
  return values.find((known) => known === value) ?? null;
}

function isSet(value: unknown): boolean {
  return value === true || value === "true" || value === 1 || value === "1";
}

/** Reads filters out of an address; whatever it does not know is left at its default. */
export function filtersFromSearch(search: Record<string, unknown>): WorklistFilters {
  return {
    view: oneOf(VIEWS, search.view) ?? DEFAULT_FILTERS.view,
    priorities: PRIORITIES.filter((priority) => listOf(search.priority).includes(priority)),
    sites: listOf(search.site),
    modalities: listOf(search.modality).filter((code) => /^[A-Z0-9_ ]{1,16}$/.test(code)),
    mine: isSet(search.mine),
    overdue: isSet(search.overdue),
    ordering: oneOf(ORDERINGS, search.sort) ?? DEFAULT_FILTERS.ordering,
  };
}

/** Writes filters into an address; defaults are left out. */
export function searchFromFilters(filters: WorklistFilters): WorklistSearch {
  return {
    ...(filters.view === DEFAULT_FILTERS.view ? {} : { view: filters.view }),
    ...(filters.priorities.length === 0 ? {} : { priority: filters.priorities.join(",") }),
    ...(filters.sites.length === 0 ? {} : { site: filters.sites.join(",") }),
    ...(filters.modalities.length === 0 ? {} : { modality: filters.modalities.join(",") }),
    ...(filters.mine ? { mine: true } : {}),
    ...(filters.overdue ? { overdue: true } : {}),
    ...(filters.ordering === DEFAULT_FILTERS.ordering ? {} : { sort: filters.ordering }),
  };
}

/** The REST query for the filters and the searched text. */
export function queryFromFilters(
  filters: WorklistFilters,
  searched: string,
): Record<string, QueryValue> {
  return {
    state: STATES[filters.view],
    priority: filters.priorities,
    site: filters.sites,
    modality: filters.modalities,
    claimed_by: filters.mine ? "me" : "",
    overdue: filters.overdue,
    search: searched.trim(),
    ordering: filters.ordering,
  };
}

/** Whether anything narrows the list, so that an empty list can offer to widen it. */
export function narrows(filters: WorklistFilters, searched: string): boolean {
  const { ordering: _, view, ...narrowing } = filters;
  return (
    view !== DEFAULT_FILTERS.view ||
    searched.trim() !== "" ||
    Object.values(narrowing).some((value) => (Array.isArray(value) ? value.length > 0 : value))
  );
}

/** Whether a task that was listed still belongs into the list after it has changed. */
export function stillListed(task: ReadingTask, filters: WorklistFilters): boolean {
  const states = STATES[filters.view];
  if (states.length > 0 && !states.includes(task.state)) return false;
  return !filters.mine || task.claim?.mine === true;
}
