import { request } from "./http";
import type { Page, Site } from "./types";

type SiteName = Pick<Site, "id" | "slug" | "name">;

/** An object that was received and kept, but not filed. */
export interface QuarantineItem {
  id: string;
  site: SiteName;
  reason: string;
  detail: string;
  state: string;
  created_at: string;
}

/** One event that a subscriber could not take. */
export interface OutboxDelivery {
  id: string;
  event: string;
  subscriber: string;
  attempts: number;
  last_error: string;
  happened_at: string;
}

/** A DICOM node of a site. */
export interface Peer {
  id: string;
  site: SiteName;
  ae_title: string;
  called_ae_title: string;
  host: string;
  port: number | null;
  active: boolean;
  last_seen_at: string | null;
}

export const operationsKeys = {
  quarantine: ["operations", "quarantine"] as const,
  deliveries: ["operations", "deliveries"] as const,
  peers: ["operations", "peers"] as const,
};

export function listQuarantine(): Promise<Page<QuarantineItem>> {
  return request("GET", "/quarantine-items", { query: { state: "open", limit: 200 } });
}

export function listFailedDeliveries(): Promise<Page<OutboxDelivery>> {
  return request("GET", "/outbox-deliveries", { query: { state: "dead", limit: 200 } });
}

export function retryDelivery(id: string): Promise<void> {
  return request("POST", `/outbox-deliveries/${id}/retry`);
}

export function listPeers(): Promise<Page<Peer>> {
  return request("GET", "/peers", { query: { limit: 200 } });
}
