import type { Lease } from "@/api/types";

/**
 * How the person's claim stands. It is kept alive while they work; when they do nothing it runs
 * out, after a warning, so that a study is not stranded with somebody who has left.
 */
export type LeasePhase = "held" | "warning" | "lost";

export interface LeaseState {
  expiresAt: number;
  leaseMs: number;
  warningMs: number;
  /** When the server last prolonged it. */
  renewedAt: number;
  lost: boolean;
}

const SHORTEST_BEAT_MS = 5_000;
const LONGEST_BEAT_MS = 60_000;

/** A claim just begun: its length is not known before the first heartbeat, which is due at once. */
export const UNCONFIRMED: LeaseState = {
  expiresAt: Number.POSITIVE_INFINITY,
  leaseMs: 0,
  warningMs: 0,
  renewedAt: Number.NEGATIVE_INFINITY,
  lost: false,
};

/** After a heartbeat. The length is counted from now, so a wrong clock here does no harm. */
export function renewed(lease: Lease, now: number): LeaseState {
  return {
    expiresAt: now + lease.lease_seconds * 1000,
    leaseMs: lease.lease_seconds * 1000,
    warningMs: lease.warning_seconds * 1000,
    renewedAt: now,
    lost: false,
  };
}

/** After the server's own warning; its clock may differ from ours, so only its meaning is used. */
export function warned(lease: LeaseState, now: number): LeaseState {
  return { ...lease, expiresAt: Math.min(lease.expiresAt, now + lease.warningMs) };
}

export function leasePhase(lease: LeaseState, now: number): LeasePhase {
  if (lease.lost || now >= lease.expiresAt) return "lost";
  return now >= lease.expiresAt - lease.warningMs ? "warning" : "held";
}

/** How often a working reader's lease is renewed: several times before the warning. */
export function beatEvery(lease: LeaseState): number {
  const third = (lease.leaseMs - lease.warningMs) / 3;
  return Math.min(LONGEST_BEAT_MS, Math.max(SHORTEST_BEAT_MS, third));
}

/** Whether to send a heartbeat now: the person has worked since the last one, and it is time. */
export function beatIsDue(lease: LeaseState, lastActivity: number, now: number): boolean {
  if (lease.lost) return false;
  const workedSince = lastActivity > lease.renewedAt;
  return workedSince && now - lease.renewedAt >= beatEvery(lease);
}
