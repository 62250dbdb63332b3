import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiProblem } from "@/api/problem";
import { sendHeartbeat } from "@/api/readingTasks";
import type { Claim } from "@/api/types";
import { useLiveSocket } from "@/lib/useLiveSocket";
import { useNow } from "@/lib/useNow";
import {
  beatIsDue,
  type LeasePhase,
  type LeaseState,
  leasePhase,
  renewed,
  UNCONFIRMED,
  warned,
} from "../model/lease";

const ACTIVITIES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
const BETWEEN_TRIES_MS = 4000;

export interface ClaimLease {
  /** `none` when the person does not hold the task. */
  phase: LeasePhase | "none";
  millisecondsLeft: number;
  keepReading: () => void;
  /** Told when a request was refused because the claim is gone. */
  markLost: () => void;
}

/** Keeps the claim of a task alive while its reader works, and tells when it runs out. */
export function useClaimLease(taskId: string, claim: Claim | null): ClaimLease {
  const now = useNow("second");
  const [lease, setLease] = useState<LeaseState | null>(claim?.mine ? UNCONFIRMED : null);
  const lastActivity = useRef(Date.now());
  const lastBeat = useRef(Number.NEGATIVE_INFINITY);
  const held = claim?.mine ? `${claim.id}/${claim.claimed_at}` : null;

  useEffect(() => {
    setLease(held === null ? null : UNCONFIRMED);
    lastActivity.current = Date.now();
    lastBeat.current = Number.NEGATIVE_INFINITY;
  }, [held]);

  const markLost = useCallback(
    () => setLease((present) => present && { ...present, lost: true }),
    [],
  );

  const beat = useCallback(async (): Promise<void> => {
    lastBeat.current = Date.now();
    try {
      const answer = await sendHeartbeat(taskId);
      setLease(renewed(answer, Date.now()));
    } catch (error) {
      // Without an answer the lease runs on and the heartbeat is tried again.
      if (error instanceof ApiProblem && error.status < 500) markLost();
    }
  }, [taskId, markLost]);

  useEffect(() => {
    const touch = () => {
      lastActivity.current = Date.now();
    };
    for (const activity of ACTIVITIES) window.addEventListener(activity, touch, { passive: true });
    return () => {
      for (const activity of ACTIVITIES) window.removeEventListener(activity, touch);
    };
  }, []);

  const beatIfDue = useEffectEvent((moment: number) => {
    if (!lease || moment - lastBeat.current < BETWEEN_TRIES_MS) return;
    if (leasePhase(lease, moment) === "lost") return;
    if (beatIsDue(lease, lastActivity.current, moment)) void beat();
  });
  useEffect(() => beatIfDue(now), [now]);

  useLiveSocket("/ws/worklist", {
    onMessage: (message) => {
      if (message.type !== "claim.warning" || message.id !== taskId) return;
      setLease((present) => present && warned(present, Date.now()));
    },
    onResume: () => undefined,
  });

  return {
    phase: lease ? leasePhase(lease, now) : "none",
    millisecondsLeft: lease ? Math.max(0, lease.expiresAt - now) : 0,
    keepReading: () => void beat(),
    markLost,
  };
}
