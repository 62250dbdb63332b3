import { request } from "./http";
import { everyRow } from "./staffing";
import type { Page, Person, Priority, SiteReference } from "./types";

/** A row of the matrix: null takes everything; no calendar counts round the clock. */
export interface SlaPolicy {
  id: string;
  site: SiteReference | null;
  pathway: string | null;
  priority: Priority | null;
  modality: string | null;
  read_type: string | null;
  clock_from: string;
  clock_to: string;
  minutes: number;
  calendar: { id: string; name: string } | null;
  effective_from: string | null;
  effective_to: string | null;
}

export type SlaPolicyWish = Omit<SlaPolicy, "id" | "site" | "calendar"> & {
  site: string | null;
  calendar: string | null;
};

export interface OpenHours {
  /** 0 Monday to 6 Sunday. */
  weekday: number;
  opens: string;
  closes: string;
}

export interface Holiday {
  date: string;
  name: string;
}

export interface ServiceCalendar {
  id: string;
  name: string;
  time_zone: string;
  hours: readonly OpenHours[];
  holidays: readonly Holiday[];
  /** From this time of day a study counts as the next day's; empty for no such rule. */
  late_from: string;
  country: string;
  region: string;
}

export type CalendarWish = Omit<ServiceCalendar, "id">;

/** One step of a ladder: at a percentage of the clock, or so many minutes after its start. */
export interface Rung {
  kind: string;
  percent?: number;
  minutes?: number;
  target?: string;
  rank?: number;
  unless?: string;
  message?: string;
}

export interface Pathway {
  id: string;
  code: string;
  name: string;
  /** 0 is read first. */
  queue_rank: number;
  minutes: number | null;
  cap_exempt: boolean;
  ladder: readonly Rung[];
  ladder_is_shipped: boolean;
}

export type PathwayWish = Pick<Pathway, "name" | "queue_rank" | "minutes" | "cap_exempt">;

export const BREACH_CAUSES = [
  "no_eligible_reader",
  "waited_for_priors",
  "on_hold_excluded",
  "queue",
  "reader",
  "site",
  "technical",
  "other",
] as const;
export type BreachCause = (typeof BREACH_CAUSES)[number];

export interface Breach {
  id: string;
  task: string;
  study: { id: string; accession_number: string; description: string };
  site: SiteReference;
  priority: Priority;
  pathway: string;
  clock: { clock_from: string; clock_to: string; minutes: number };
  due_at: string;
  /** Null while the clock still runs. */
  minutes_over: number | null;
  minutes_excluded: number;
  suggested_cause: BreachCause;
  cause: BreachCause;
  cause_by: Person | null;
  cause_at: string | null;
  credit: boolean;
  excused: boolean;
}

export interface StatShare {
  site: SiteReference;
  studies: number;
  stat: number;
  share: number | null;
  attested: number;
}

export const serviceKeys = {
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
