import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

export type CriticalFinding = Schema["CriticalFinding"];
export type CriticalFindingDetail = Schema["CriticalFindingDetail"];
export type CriticalCategory = Schema["CriticalCategory"];
export type NamedFinding = Schema["NamedFinding"];
export type FindingContact = Schema["FindingContact"];
export type NewCriticalFinding = Schema["NewCriticalFindingRequest"];
export type Communication = Schema["CommunicationRequest"];
export type NewAttempt = Schema["NewAttemptRequest"];
export type LinkNotice = Schema["LinkNotice"];
export type LinkContent = Schema["LinkContent"];

export const criticalKeys = {
  all: ["critical-findings"] as const,
  list: (query: Record<string, string>) => ["critical-findings", "list", query] as const,
  one: (id: string) => ["critical-findings", "one", id] as const,
  policy: ["critical-policy"] as const,
  link: (token: string) => ["acknowledgement-links", token] as const,
};

export function listCriticalFindings(
  query: Record<string, string>,
): Promise<Page<CriticalFinding>> {
  return request("GET", "/critical-findings", { query });
}

export function getCriticalFinding(id: string): Promise<CriticalFindingDetail> {
  return request("GET", `/critical-findings/${id}`);
}

export function raiseCriticalFinding(finding: NewCriticalFinding): Promise<CriticalFindingDetail> {
  return request("POST", "/critical-findings", { body: finding });
}

export function describeFinding(
  id: string,
  words: { named_finding: string | null; description: string },
): Promise<CriticalFindingDetail> {
  return request("PATCH", `/critical-findings/${id}`, { body: words });
}

/** The practice's categories and the findings it names, for whoever marks one. */
export async function getCriticalPolicy(): Promise<{
  categories: CriticalCategory[];
  named: NamedFinding[];
}> {
  const [categories, named] = await Promise.all([
    request<Page<CriticalCategory>>("GET", "/critical-categories"),
    request<Page<NamedFinding>>("GET", "/named-findings", { query: { limit: 200 } }),
  ]);
  return {
    categories: categories.results,
    named: named.results.filter(({ active }) => active),
  };
}

export function logAttempt(id: string, attempt: NewAttempt): Promise<CriticalFindingDetail> {
  return request("POST", `/critical-findings/${id}/attempts`, { body: attempt });
}

export function communicate(id: string, told: Communication): Promise<CriticalFindingDetail> {
  return request("POST", `/critical-findings/${id}/communicate`, { body: told });
}

export function changeFinding(
  id: string,
  action: "hand-over" | "return" | "cancel" | "close",
  reason = "",
): Promise<CriticalFindingDetail> {
  return request("POST", `/critical-findings/${id}/${action}`, { body: { reason } });
}

export function lookAtLink(token: string): Promise<LinkNotice> {
  return request("GET", `/acknowledgement-links/${token}`);
}

export function openLink(token: string, code: string): Promise<LinkContent> {
  return request("POST", `/acknowledgement-links/${token}`, { body: { code } });
}

export function confirmLink(
  token: string,
  confirmation: { code: string; name: string; role: string },
): Promise<LinkContent> {
  return request("POST", `/acknowledgement-links/${token}/confirm`, { body: confirmation });
}

/** The site confirms in the portal, in the name of the account. */
export function acknowledge(id: string): Promise<CriticalFindingDetail> {
  return request("POST", `/critical-findings/${id}/acknowledge`, { body: { name: "", role: "" } });
}
