import { request } from "./http";
import type { Person } from "./types";

export interface Availability {
  state: "available" | "away";
  reason: string;
  since?: string | null;
  on_shift?: boolean;
  shift?: { starts_at: string; ends_at: string } | null;
  next_shift?: { starts_at: string; ends_at: string } | null;
}

export interface Jurisdiction {
  code: string;
  name: string;
}

export interface ReadingLocation {
  jurisdiction: string | null;
  declared_at?: string | null;
}

/** An escalation that calls a person to a task. */
export interface EscalationPage {
  id: string;
  at: string;
  message: string;
  task: string | null;
  acknowledged_at: string | null;
  acknowledged_by: Person | null;
}

export interface Shift {
  id: string;
  role: "reading" | "on_call" | "backup";
  starts_at: string;
  ends_at: string;
}

export const dutyKeys = {
  availability: ["duty", "availability"] as const,
  location: ["duty", "location"] as const,
  jurisdictions: ["duty", "jurisdictions"] as const,
  pages: ["duty", "pages"] as const,
  shifts: ["duty", "shifts"] as const,
};

export function getAvailability(): Promise<Availability> {
  return request("GET", "/availability");
}

export function putAvailability(change: {
  state: Availability["state"];
  reason: string;
}): Promise<Availability> {
  return request("PUT", "/availability", { body: change });
}

export function getReadingLocation(): Promise<ReadingLocation> {
  return request("GET", "/reading-location");
}

export function putReadingLocation(jurisdiction: string): Promise<ReadingLocation> {
  return request("PUT", "/reading-location", { body: { jurisdiction } });
}

export async function listJurisdictions(): Promise<Jurisdiction[]> {
  const body = await request<Jurisdiction[] | { results: Jurisdiction[] }>(
    "GET",
    "/jurisdictions",
    { query: { limit: 200 } },
  );
  return Array.isArray(body) ? body : body.results;
}

export async function listMyPages(): Promise<EscalationPage[]> {
  const body = await request<{ results: EscalationPage[] }>("GET", "/pages", {
    query: { mine: true, limit: 50 },
  });
  return body.results;
}

export function acknowledgePage(id: string): Promise<EscalationPage> {
  return request("POST", `/pages/${id}/acknowledge`);
}

export async function listShifts(query: {
  from: string;
  to: string;
  reader: string;
}): Promise<Shift[]> {
  const body = await request<{ results: Shift[] }>("GET", "/shifts", { query });
  return body.results;
}
