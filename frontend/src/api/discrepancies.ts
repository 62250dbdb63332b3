import { type QueryValue, request } from "./http";
import type { Discrepancy, DiscrepancySeverity, Page } from "./types";

export const discrepancyKeys = {
  all: ["discrepancies"] as const,
  list: (query: Record<string, QueryValue>) => ["discrepancies", query] as const,
};

export async function listDiscrepancies(query: Record<string, QueryValue>): Promise<Discrepancy[]> {
  const page = await request<Page<Discrepancy>>("GET", "/discrepancies", { query });
  return page.results;
}

/** The site says what in the latest report is not as they know it. */
export function reportDiscrepancy(reported: {
  study: string;
  severity: DiscrepancySeverity;
  description: string;
}): Promise<Discrepancy> {
  return request("POST", "/discrepancies", { body: reported });
}

/** A reader notes it after the signature. */
export function noteDiscrepancy(
  report: string,
  noted: { severity: DiscrepancySeverity; description: string },
): Promise<Discrepancy> {
  return request("POST", `/reports/${report}/discrepancies`, { body: noted });
}

export function communicateDiscrepancy(
  id: string,
  told: {
    channel: "phone" | "in_person" | "video" | "mail" | "message" | "portal";
    person: string;
    answer: string;
  },
): Promise<Discrepancy> {
  return request("POST", `/discrepancies/${id}/communicate`, { body: told });
}

export function acknowledgeDiscrepancy(id: string): Promise<Discrepancy> {
  return request("POST", `/discrepancies/${id}/acknowledge`);
}

export function cancelDiscrepancy(id: string, reason: string): Promise<Discrepancy> {
  return request("POST", `/discrepancies/${id}/cancel`, { body: { reason } });
}

/** The earlier reader has seen it. */
export function seeDiscrepancy(id: string): Promise<Discrepancy> {
  return request("POST", `/discrepancies/${id}/seen`);
}
