import type { CriticalFindingDetail, FindingContact } from "@/api/criticalFindings";

/** Whom to call next: the first of the ladder's order who was not tried yet, else the first. */
export function nextToCall(
  finding: Pick<CriticalFindingDetail, "contacts" | "attempts">,
): FindingContact | undefined {
  const tried = new Set(
    finding.attempts.filter(({ channel }) => channel === "phone").map(({ person }) => person),
  );
  return finding.contacts.find(({ name }) => !tried.has(name)) ?? finding.contacts[0];
}
