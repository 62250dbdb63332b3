import type { QueryValue } from "@/api/http";
import type { Priority, ReadingTask, ReadingTaskState } from "@/api/types";

export type ReadType = "preliminary" | "final" | "over_read";

/** Which part of the tasks is listed. */
export type WorklistView = "open" | "unclaimed" | "reading" | "completed" | "all";

export const VIEWS: readonly WorklistView[] = ["open", "unclaimed", "reading", "completed", "all"];
export const PRIORITIES: readonly Priority[] = ["STAT", "URGENT", "ROUTINE"];
export const READ_TYPES: readonly ReadType[] = ["preliminary", "final", "over_read"];
export const PATHWAYS = ["stroke", "trauma", "stat", "urgent", "routine"] as const;
export const PROCEDURE_GROUPS = [
  "neuro",
  "chest",
  "abdomen",
  "msk",
  "breast",
  "cardiac",
  "vascular",
  "nuclear",
  "paediatric",
  "emergency",
  "general",
] as const;
/** Minutes that the due-within filter offers. */
export const DUE_WITHIN = [15, 30, 60, 240] as const;
export const HELD = ["held", "not_held"] as const;
export type Held = (typeof HELD)[number];

export const ORDERINGS = [
  "due_at",
  "-due_at",
  "received_at",
  "-received_at",
  "priority",
  "-priority",
  "completed_at",
  "-completed_at",
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
  pathways: string[];
  /** Codes of reader pools. */
  pools: string[];
  procedureGroups: string[];
  readTypes: ReadType[];
  /** Null lists tasks on hold and others alike. */
  held: Held | null;
  /** Minutes; null when any due time will do. */
  dueWithin: number | null;
  /** Those the person has claimed. */
  mine: boolean;
  /** Those that assignment has given to the person. */
  assigned: boolean;
  overdue: boolean;
  ordering: Ordering;
}

export const DEFAULT_FILTERS: WorklistFilters = {
  view: "open",
  priorities: [],
  sites: [],
  modalities: [],
  pathways: [],
  pools: [],
  procedureGroups: [],
  readTypes: [],
  held: null,
  dueWithin: null,
  mine: false,
  assigned: false,
  overdue: false,
  ordering: "priority",
};

/** How a part of the tasks is ordered until somebody says otherwise: what is signed, the latest first. */
function usualOrdering(view: WorklistView): Ordering {
  return view === "completed" ? "-completed_at" : DEFAULT_FILTERS.ordering;
}

/** The same filters over another part of the tasks; an order that is usual only there gives way to the usual one. */
export function inView(filters: WorklistFilters, view: WorklistView): WorklistFilters {
  const chosen = filters.ordering;
  const stays = chosen !== usualOrdering(filters.view) && !chosen.endsWith("completed_at");
  return { ...filters, view, ordering: stays ? chosen : usualOrdering(view) };
}

export const STATES: Record<WorklistView, readonly ReadingTaskState[]> = {
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
  pathway?: string;
  pool?: string;
  group?: string;
  read?: string;
  held?: Held;
  due?: number;
  mine?: true;
  assigned?: true;
  overdue?: true;
  sort?: Ordering;
}

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return typeof value === "string" ? value.split(",").filter((item) => item !== "") : [];
}

/** Short codes only: an address can be pasted, and nothing odd shall reach the server with it. */
function codesOf(value: unknown): string[] {
  return listOf(value).filter((code) => /^[\w .-]{1,40}$/.test(code));
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | null {
  return values.find((known) => known === value) ?? null;
}

function isSet(value: unknown): boolean {
  return value === true || value === "true" || value === 1 || value === "1";
}

function minutesOf(value: unknown): number | null {
  const minutes = Number(value);
  return Number.isInteger(minutes) && minutes > 0 && minutes <= 10_080 ? minutes : null;
}

/** Reads filters out of an address; whatever it does not know is left at its default. */
export function filtersFromSearch(search: Record<string, unknown>): WorklistFilters {
  const view = oneOf(VIEWS, search.view) ?? DEFAULT_FILTERS.view;
  return {
    view,
    priorities: PRIORITIES.filter((priority) => listOf(search.priority).includes(priority)),
    sites: listOf(search.site),
    modalities: listOf(search.modality).filter((code) => /^[A-Z0-9_ ]{1,16}$/.test(code)),
    pathways: codesOf(search.pathway),
    pools: codesOf(search.pool),
    procedureGroups: codesOf(search.group),
    readTypes: READ_TYPES.filter((type) => listOf(search.read).includes(type)),
    held: oneOf(HELD, search.held),
    dueWithin: minutesOf(search.due),
    mine: isSet(search.mine),
    assigned: isSet(search.assigned),
    overdue: isSet(search.overdue),
    ordering: oneOf(ORDERINGS, search.sort) ?? usualOrdering(view),
  };
}

/** Writes filters into an address; defaults are left out. */
export function searchFromFilters(filters: WorklistFilters): WorklistSearch {
  const lists = {
    priority: filters.priorities,
    site: filters.sites,
    modality: filters.modalities,
    pathway: filters.pathways,
    pool: filters.pools,
    group: filters.procedureGroups,
    read: filters.readTypes,
  };
  const chosen = Object.entries(lists).filter(([, values]) => values.length > 0);
  return {
    ...(filters.view === DEFAULT_FILTERS.view ? {} : { view: filters.view }),
    ...Object.fromEntries(chosen.map(([name, values]) => [name, values.join(",")])),
    ...(filters.held === null ? {} : { held: filters.held }),
    ...(filters.dueWithin === null ? {} : { due: filters.dueWithin }),
    ...(filters.mine ? { mine: true } : {}),
    ...(filters.assigned ? { assigned: true } : {}),
    ...(filters.overdue ? { overdue: true } : {}),
    ...(filters.ordering === usualOrdering(filters.view) ? {} : { sort: filters.ordering }),
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
    pathway: filters.pathways,
    pool: filters.pools,
    procedure_group: filters.procedureGroups,
    read_type: filters.readTypes,
    // Unset query members are left out, so the word false is sent as text.
    held: filters.held === null ? "" : String(filters.held === "held"),
    due_within: filters.dueWithin,
    claimed_by: filters.mine ? "me" : "",
    assigned_to: filters.assigned ? "me" : "",
    overdue: filters.overdue,
    search: searched.trim(),
    ordering: filters.ordering,
  };
}

/** Reads filters out of a REST query, as saved views keep them. */
export function filtersFromQuery(
  query: Readonly<Record<string, unknown>>,
  ordering: string,
): WorklistFilters {
  const states = listOf(query.state).join(",");
  const view = VIEWS.find((known) => STATES[known].join(",") === states);
  return filtersFromSearch({
    view,
    priority: query.priority,
    site: query.site,
    modality: query.modality,
    pathway: query.pathway,
    pool: query.pool,
    group: query.procedure_group,
    read: query.read_type,
    held: query.held === undefined ? undefined : isSet(query.held) ? "held" : "not_held",
    due: query.due_within,
    mine: query.claimed_by === "me",
    assigned: query.assigned_to === "me",
    overdue: query.overdue,
    sort: ordering,
  });
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
  if (filters.held !== null && (task.hold !== null) !== (filters.held === "held")) return false;
  return !filters.mine || task.claim?.mine === true;
}
