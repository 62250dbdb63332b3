import { queryString, request } from "./http";
import type { components } from "./schema";
import { everyRow } from "./staffing";

type Schema = components["schemas"];

export type CriticalCategory = Schema["CriticalCategory"];
export type CategoryChange = Schema["PatchedCategoryChangeRequest"];
export type NamedFinding = Schema["NamedFinding"];
export type NewNamedFinding = Schema["NewNamedFindingRequest"];
export type SiteContact = Schema["SiteContact"];
/** Without `code` the code stays as it is; empty takes it away. */
export type SiteContactWish = Omit<Schema["NewSiteContactRequest"], "site">;
export type ContactLadder = Schema["ContactLadder"];
export type NewRung = Required<Schema["NewRungRequest"]>;
export type LadderWish = Required<Omit<Schema["LadderContentRequest"], "rungs">> & {
  rungs: NewRung[];
};
export type ContactStepKind = Schema["ContactStepKind"];
/** `weekday` 0 is Monday; `closes` no later than `opens` runs past midnight, 24:00 is the day's end. */
export type LadderHours = Schema["LadderHours"];
export type ContactWeek = Schema["ContactWeek"];
export type ContactStretch = Schema["ContactStretch"];
export type CriticalMonth = Schema["CriticalMonth"];
export type CriticalMonthRow = Schema["CriticalMonthRow"];

export const criticalPolicyKeys = {
  all: ["critical-policy"] as const,
  categories: ["critical-policy", "categories"] as const,
  named: ["critical-policy", "named-findings"] as const,
  contacts: (site: string) => ["critical-policy", "contacts", site] as const,
  ladders: ["critical-policy", "ladders"] as const,
  week: (site: string, category: number) => ["critical-policy", "week", site, category] as const,
  month: (month: string) => ["critical-month", month] as const,
};

export const listCategories = () => everyRow<CriticalCategory>("/critical-categories");

export function changeCategory(number: number, change: CategoryChange): Promise<CriticalCategory> {
  return request("PATCH", `/critical-categories/${number}`, { body: change });
}

export const listNamedFindings = () => everyRow<NamedFinding>("/named-findings");

export function addNamedFinding(finding: NewNamedFinding): Promise<NamedFinding> {
  return request("POST", "/named-findings", { body: finding });
}

export function changeNamedFinding(
  id: string,
  change: Partial<NewNamedFinding & { active: boolean }>,
): Promise<NamedFinding> {
  return request("PATCH", `/named-findings/${id}`, { body: change });
}

export const listSiteContacts = (site: string) => everyRow<SiteContact>("/site-contacts", { site });

export function addSiteContact(site: string, contact: SiteContactWish): Promise<SiteContact> {
  return request("POST", "/site-contacts", { body: { ...contact, site } });
}

export function changeSiteContact(
  id: string,
  change: Partial<SiteContactWish>,
): Promise<SiteContact> {
  return request("PATCH", `/site-contacts/${id}`, { body: change });
}

/** The practice's fall-back ladders and those of every site, each in the order in which they are tried. */
export const listContactLadders = () => everyRow<ContactLadder>("/contact-ladders");

/** `site` null adds a fall-back of the practice. */
export function addContactLadder(site: string | null, ladder: LadderWish): Promise<ContactLadder> {
  return request("POST", "/contact-ladders", { body: { ...ladder, site } });
}

export function changeContactLadder(id: string, ladder: LadderWish): Promise<ContactLadder> {
  return request("PUT", `/contact-ladders/${id}`, { body: ladder });
}

export function removeContactLadder(id: string): Promise<void> {
  return request("DELETE", `/contact-ladders/${id}`);
}

export function getContactWeek(site: string, category: number): Promise<ContactWeek> {
  return request("GET", "/contact-week", { query: { site, category } });
}

/** `month` as `2026-11`. */
export function getCriticalMonth(month: string): Promise<CriticalMonth> {
  return request("GET", "/critical-month", { query: { month } });
}

export function criticalMonthCsv(month: string): string {
  return `/api/v1/critical-month/csv${queryString({ month })}`;
}
