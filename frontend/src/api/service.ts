import { request } from "./http";
import type { components } from "./schema";
import { everyRow } from "./staffing";
import type { Page } from "./types";

type Schema = components["schemas"];

/** A row of the matrix: null takes everything; no calendar counts round the clock. */
export type SlaPolicy = Schema["SlaPolicy"];
export type SlaPolicyWish = Required<Schema["SlaPolicyChangeRequest"]>;
export type Milestone = Schema["MilestoneName"];
export type ClockEnd = Schema["ClockEnd"];
export type ReadType = Schema["ReadType"];

/** `weekday` is 0 for Monday to 6 for Sunday; `closes` 24:00 is the day's end. */
export type OpenHours = Schema["HoursRequest"];
export type Holiday = Schema["HolidayRequest"];
/** A study that comes from `late_from` on counts as the next day's; empty for no such rule. */
export type ServiceCalendar = Omit<Schema["ServiceCalendar"], "holidays"> & {
  holidays: Holiday[];
};
export type CalendarWish = Required<Schema["ServiceCalendarChangeRequest"]>;

/** One step of a ladder: at a percentage of the clock, or so many minutes after its start. */
export type Rung = Schema["RungRequest"];
export type Pathway = Omit<Schema["Pathway"], "ladder"> & { readonly ladder: readonly Rung[] };
export type PathwayWish = Pick<Pathway, "name" | "queue_rank" | "minutes" | "cap_exempt">;

export type BreachCause = Schema["BreachCause"];
export const BREACH_CAUSES: readonly BreachCause[] = [
  "no_eligible_reader",
  "waited_for_priors",
  "on_hold_excluded",
  "queue",
  "reader",
  "site",
  "technical",
  "other",
];
/** `minutes_over` is null while the clock still runs. */
export type Breach = Schema["Breach"];
export type StatShare = Schema["StatShare"];

/** How work that waits for no pool reaches readers, and how far apart studies are offered to be read together. */
export type AssignmentPolicy = Schema["AssignmentPolicy"];

export const serviceKeys = {
  assignment: ["service", "assignment"] as const,
  policies: ["service", "policies"] as const,
  calendars: ["service", "calendars"] as const,
  pathways: ["service", "pathways"] as const,
  breaches: ["service", "breaches"] as const,
  breachPage: (query: BreachQuery) => ["service", "breaches", query] as const,
  statShares: (days: number) => ["service", "stat-shares", days] as const,
};

export const listPolicies = () => everyRow<SlaPolicy>("/sla-policies");

export function addPolicy(policy: SlaPolicyWish): Promise<SlaPolicy> {
  return request("POST", "/sla-policies", { body: policy });
}

export function changePolicy(id: string, change: Partial<SlaPolicyWish>): Promise<SlaPolicy> {
  return request("PATCH", `/sla-policies/${id}`, { body: change });
}

export const listCalendars = () => everyRow<ServiceCalendar>("/service-calendars");

export function addCalendar(calendar: CalendarWish): Promise<ServiceCalendar> {
  return request("POST", "/service-calendars", { body: calendar });
}

export function changeCalendar(id: string, change: CalendarWish): Promise<ServiceCalendar> {
  return request("PATCH", `/service-calendars/${id}`, { body: change });
}

export const listPathways = () => everyRow<Pathway>("/pathways");

export function addPathway(pathway: PathwayWish & { code: string }): Promise<Pathway> {
  return request("POST", "/pathways", { body: pathway });
}

export function changePathway(id: string, change: Partial<PathwayWish>): Promise<Pathway> {
  return request("PATCH", `/pathways/${id}`, { body: change });
}

export interface BreachQuery {
  from: string;
  site: string;
  cause: string;
  excused: boolean;
  offset: number;
}

export const BREACH_PAGE = 50;

export function listBreaches(query: BreachQuery): Promise<Page<Breach>> {
  return request("GET", "/breaches", { query: { ...query, limit: BREACH_PAGE } });
}

export function changeBreach(
  id: string,
  change: { cause?: BreachCause; credit?: boolean },
): Promise<Breach> {
  return request("PATCH", `/breaches/${id}`, { body: change });
}

export async function listStatShares(from: string, to: string): Promise<StatShare[]> {
  const body = await request<{ results: StatShare[] }>("GET", "/stat-shares", {
    query: { from, to },
  });
  return body.results;
}

export const getAssignmentPolicy = () => request<AssignmentPolicy>("GET", "/assignment-policy");

export function changeAssignmentPolicy(
  change: Partial<AssignmentPolicy>,
): Promise<AssignmentPolicy> {
  return request("PATCH", "/assignment-policy", { body: change });
}
