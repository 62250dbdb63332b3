import type { SiteStudy, SiteStudyStatus } from "@/api/types";

/** How far a study is, as one of three things a clerk looks for. */
export type PortalFilter = "all" | "waiting" | "reported";

export const PORTAL_FILTERS: readonly PortalFilter[] = ["all", "waiting", "reported"];

const STATUSES: Record<PortalFilter, readonly SiteStudyStatus[]> = {
  all: [],
  waiting: ["receiving", "to_confirm", "complete", "reading"],
  reported: ["preliminary", "final"],
};

export function statusesOf(filter: PortalFilter): readonly SiteStudyStatus[] {
  return STATUSES[filter];
}

/** Unread reports first; within both parts the server's order stays. */
export function partByUnread(studies: readonly SiteStudy[]): {
  unread: SiteStudy[];
  others: SiteStudy[];
} {
  return {
    unread: studies.filter((study) => study.unread),
    others: studies.filter((study) => !study.unread),
  };
}

/** Whether the reading takes longer than the site was told. */
export function isLate(study: SiteStudy, now: number): boolean {
  if (study.expected_at === null || study.status === "final") return false;
  return Date.parse(study.expected_at) < now;
}

/** A mark for each status, so that no status is told by its colour alone. */
export const STATUS_LOOK = {
  receiving: { tone: "plain", shape: "↓" },
  to_confirm: { tone: "urgent", shape: "!" },
  complete: { tone: "accent", shape: "○" },
  reading: { tone: "accent", shape: "◐" },
  preliminary: { tone: "urgent", shape: "◕" },
  final: { tone: "good", shape: "✓" },
} as const satisfies Record<SiteStudyStatus, { tone: string; shape: string }>;
