import type { CredentialExpiry } from "@/api/staffing";

/** At how many days before the end a warning is given. */
export const WARNINGS = [7, 30, 60, 90] as const;
export type Warning = (typeof WARNINGS)[number];

/** Expiries by the nearest warning they have come within; the nearest end first. */
export function byWarning(
  expiries: readonly CredentialExpiry[],
): { warning: Warning; expiries: CredentialExpiry[] }[] {
  const sorted = [...expiries].sort((a, b) => Date.parse(a.ends_at) - Date.parse(b.ends_at));
  return WARNINGS.map((warning, place) => ({
    warning,
    expiries: sorted.filter(
      ({ days_left }) => days_left <= warning && days_left > (WARNINGS[place - 1] ?? -Infinity),
    ),
  })).filter((group) => group.expiries.length > 0);
}
