import { request } from "./http";
import type { NewPeer, OutboxDelivery, Page, Peer, QuarantineItem } from "./types";

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

export function addPeer(peer: NewPeer): Promise<Peer> {
  return request("POST", "/peers", { body: peer });
}

export function releaseQuarantined(id: string): Promise<QuarantineItem> {
  return request("POST", `/quarantine-items/${id}/release`);
}

export function discardQuarantined(id: string): Promise<QuarantineItem> {
  return request("POST", `/quarantine-items/${id}/discard`);
}
