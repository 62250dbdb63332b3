import { request } from "./http";
import type {
  Availability,
  AvailabilityChange,
  EscalationPage,
  Jurisdiction,
  Page,
  ReadingLocation,
  Shift,
} from "./types";

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

export function putAvailability(change: AvailabilityChange): Promise<Availability> {
  return request("PUT", "/availability", { body: change });
}

export function getReadingLocation(): Promise<ReadingLocation> {
  return request("GET", "/reading-location");
}

export function putReadingLocation(jurisdiction: string): Promise<ReadingLocation> {
  return request("PUT", "/reading-location", { body: { jurisdiction } });
}

/** Places whose name or code holds the searched text; the first of them when nothing is searched. */
export async function searchJurisdictions(search: string): Promise<Jurisdiction[]> {
  const query = { search, limit: 200 };
  return (await request<Page<Jurisdiction>>("GET", "/jurisdictions", { query })).results;
}

export async function listMyPages(): Promise<EscalationPage[]> {
  const query = { mine: true, limit: 50 };
  return (await request<Page<EscalationPage>>("GET", "/pages", { query })).results;
}

export function acknowledgePage(id: string): Promise<EscalationPage> {
  return request("POST", `/pages/${id}/acknowledge`);
}

export async function listShiftsOf(query: {
  from: string;
  to: string;
  reader: string;
}): Promise<Shift[]> {
  return (await request<Page<Shift>>("GET", "/shifts", { query })).results;
}
