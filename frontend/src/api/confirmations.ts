import { type QueryValue, request } from "./http";
import type {
  ConfirmationGate,
  ConfirmingWords,
  Page,
  SiteDetail,
  StudyConfirmation,
} from "./types";

export const confirmationKeys = {
  all: ["study-confirmations"] as const,
  list: (query: Record<string, QueryValue>) => ["study-confirmations", query] as const,
  sites: ["sites"] as const,
};

/** Studies that wait for their site's word, the longest waiting first. */
export function listConfirmations(
  query: Record<string, QueryValue>,
): Promise<Page<StudyConfirmation>> {
  return request("GET", "/study-confirmations", { query });
}

export function confirmStudy(id: string, words: ConfirmingWords): Promise<StudyConfirmation> {
  return request("POST", `/study-confirmations/${id}/confirm`, { body: words });
}

export function listSites(): Promise<Page<SiteDetail>> {
  return request("GET", "/sites", { query: { limit: 200 } });
}

/** Says whether a site confirms its studies; what waits is listed at once when it need not any longer. */
export function setConfirmationGate(site: string, gate: ConfirmationGate): Promise<SiteDetail> {
  return request("PUT", `/sites/${site}/study-confirmation`, { body: gate });
}
