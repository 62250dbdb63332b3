import type { CriticalFinding, NamedFinding } from "@/api/criticalFindings";

/** What was found: the practice's own name for it, the reader's words, or both; empty for neither. */
export function foundText(finding: Pick<CriticalFinding, "named_finding" | "description">): string {
  return [finding.named_finding, finding.description].filter(Boolean).join(": ");
}

/** What somebody typed, as the server takes it: a finding that the practice names, or free words. */
export function wordsOf(
  typed: string,
  named: readonly NamedFinding[],
): { named_finding: string | null; description: string } {
  const text = typed.trim();
  const known = named.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  return known
    ? { named_finding: known.id, description: "" }
    : { named_finding: null, description: text };
}

/** The number as a telephone link takes it (RFC 3966): no spaces or brackets. */
export function phoneAddress(phone: string): string {
  return `tel:${phone.replace(/[^\d+*#]/g, "")}`;
}
