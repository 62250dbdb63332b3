import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

export type FollowUp = Schema["FollowUp"];
export type FollowUpDetail = Schema["FollowUpDetail"];
export type FollowUpMatch = Schema["FollowUpMatch"];
export type FollowUpState = Schema["FollowUpState"];
export type FollowUpMonth = Schema["FollowUpMonth"];
export type FollowUpTalk = Required<Schema["FollowUpContactRequest"]>;

export type ReminderContact = Schema["ReminderContact"];

export const FOLLOW_UP_PAGE = 50;

export const followUpKeys = {
  all: ["follow-ups"] as const,
  list: (query: Record<string, string | number>) => ["follow-ups", "list", query] as const,
  one: (id: string) => ["follow-ups", "one", id] as const,
  reminderContacts: (site: string) => ["follow-ups", "reminder-contacts", site] as const,
  month: (month: string) => ["follow-ups", "month", month] as const,
};

export function listFollowUps(query: Record<string, string | number>): Promise<Page<FollowUp>> {
  return request("GET", "/follow-ups", { query: { limit: FOLLOW_UP_PAGE, ...query } });
}

export function getFollowUp(id: string): Promise<FollowUpDetail> {
  return request("GET", `/follow-ups/${id}`);
}

export function noteContact(id: string, talk: FollowUpTalk): Promise<FollowUpDetail> {
  return request("POST", `/follow-ups/${id}/contacts`, { body: talk });
}

export function setDay(
  id: string,
  action: "schedule" | "done",
  said: { day: string; note: string },
): Promise<FollowUpDetail> {
  return request("POST", `/follow-ups/${id}/${action}`, { body: said });
}

export function changeFollowUp(
  id: string,
  action: "decline" | "dismiss" | "reopen",
  reason: string,
): Promise<FollowUpDetail> {
  return request("POST", `/follow-ups/${id}/${action}`, { body: { reason } });
}

/** Says whether a later study is what was recommended. */
export function decideMatch(id: string, action: "accept" | "refuse"): Promise<FollowUpDetail> {
  return request("POST", `/follow-up-matches/${id}/${action}`, { body: {} });
}

/** Who at a site is told of its follow-ups by mail. */
export async function listReminderContacts(site: string): Promise<ReminderContact[]> {
  const body = await request<{ contacts: ReminderContact[] }>(
    "GET",
    `/sites/${site}/follow-up-reminder-contacts`,
  );
  return body.contacts;
}

export function chooseReminderContacts(site: string, contacts: readonly string[]): Promise<void> {
  return request("PUT", `/sites/${site}/follow-up-reminder-contacts`, { body: { contacts } });
}

export function getFollowUpMonth(month: string): Promise<FollowUpMonth> {
  return request("GET", "/follow-up-month", { query: { month } });
}

export function followUpMonthCsvUrl(month: string): string {
  return `/api/v1/follow-up-month/csv?month=${month}`;
}
