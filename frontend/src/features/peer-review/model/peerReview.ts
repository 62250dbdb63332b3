import type { RadpeerScore, ReviewRate } from "@/api/peerReview";

export const PARTS = ["todo", "feedback", "library", "committee", "figures", "policy"] as const;
export type ReviewPart = (typeof PARTS)[number];

export const SCORES: readonly RadpeerScore[] = ["1", "2a", "2b", "3a", "3b"];
const DISPUTED: readonly RadpeerScore[] = ["2b", "3a", "3b"];

/** Whether the score goes to the committee before it counts. */
export function needsCommittee(score: RadpeerScore): boolean {
  return DISPUTED.includes(score);
}

/** What a key makes of what was chosen: a digit, then for 2 and 3 a letter. Null: no key of the scale. */
export function afterKey(
  chosen: { digit: string; letter: string },
  key: string,
): { digit: string; letter: string } | null {
  if (/^[123]$/.test(key)) return { digit: key, letter: key === chosen.digit ? chosen.letter : "" };
  if (/^[ab]$/.test(key) && chosen.digit > "1") return { ...chosen, letter: key };
  return null;
}

/** The score that digit and letter make; null while something is missing. */
export function scoreOf({ digit, letter }: { digit: string; letter: string }): RadpeerScore | null {
  const wanted = digit === "1" ? "1" : `${digit}${letter}`;
  return SCORES.find((score) => score === wanted) ?? null;
}

const WHOLE = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

export function percent(share: number): string {
  return WHOLE.format(share);
}

export function rateParts({ share, low, high }: ReviewRate) {
  return { share: percent(share), low: percent(low), high: percent(high) };
}
