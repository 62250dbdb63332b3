import type { SiteStudy, SiteStudyStatus } from "@/api/types";

/** How far a study is, as one of three things a clerk looks for. */
export type PortalFilter = "all" | "waiting" | "reported";

export const PORTAL_FILTERS: readonly PortalFilter[] = ["all", "waiting", "reported"];

const STATUSES: Record<PortalFilter, readonly SiteStudyStatus[]> = {
  all: [],
  waiting: ["receiving", "to_confirm", "complete", "reading"],
  reported: ["wet_read", "preliminary", "final", "addended", "corrected", "withdrawn"],
};

export function statusesOf(filter: PortalFilter): readonly SiteStudyStatus[] {
  return STATUSES[filter];
}

const ASKS_FOR_ATTENTION = (study: SiteStudy) => study.unread || study.unacknowledged;

/** Unread reports and what waits for the site's word first; within both parts the server's order stays. */
export function partByUnread(studies: readonly SiteStudy[]): {
  unread: SiteStudy[];
  others: SiteStudy[];
} {
  return {
    unread: studies.filter(ASKS_FOR_ATTENTION),
    others: studies.filter((study) => !ASKS_FOR_ATTENTION(study)),
  };
}

/** Whether the reading takes longer than the site was told. */
export function isLate(study: SiteStudy, now: number): boolean {
  if (study.expected_at === null) return false;
  return Date.parse(study.expected_at) < now;
}

/** A mark for each status, so that no status is told by its colour alone. */
export const STATUS_LOOK = {
  receiving: { tone: "plain", shape: "↓" },
  to_confirm: { tone: "urgent", shape: "!" },
  complete: { tone: "accent", shape: "○" },
  reading: { tone: "accent", shape: "◐" },
  wet_read: { tone: "urgent", shape: "◔" },
  preliminary: { tone: "urgent", shape: "◕" },
  final: { tone: "good", shape: "✓" },
  addended: { tone: "good", shape: "+" },
  corrected: { tone: "urgent", shape: "✎" },
  withdrawn: { tone: "stat", shape: "✕" },
} as const satisfies Record<SiteStudyStatus, { tone: string; shape: string }>;
