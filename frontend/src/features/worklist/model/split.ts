import type { SplitPart } from "@/api/types";

/** A part being named; its key stays while its name is typed. */
export interface PartDraft {
  key: number;
  name: string;
}

/** Which part each series belongs to: the part's key, by the series' UID. */
export type Parting = Readonly<Record<string, number>>;

/** The parts as the server takes them; null while a series has no part or a part no series. */
export function partsOf(
  drafts: readonly PartDraft[],
  series: readonly string[],
  parting: Parting,
): SplitPart[] | null {
  const keys = new Set(drafts.map(({ key }) => key));
  if (!areFit(drafts) || series.some((uid) => !keys.has(parting[uid] ?? -1))) return null;
  const parts = drafts.map(({ key, name }) => ({
    name: name.trim(),
    series: series.filter((uid) => parting[uid] === key),
  }));
  return parts.every((part) => part.series.length > 0) ? parts : null;
}

/** Parts that each show every series; null while the names do not do. */
export function partsByName(drafts: readonly PartDraft[]): SplitPart[] | null {
  return areFit(drafts) ? drafts.map(({ name }) => ({ name: name.trim(), series: [] })) : null;
}

/** At least two, each with a name of its own. */
function areFit(drafts: readonly PartDraft[]): boolean {
  const folded = drafts.map(({ name }) => name.trim().toLowerCase());
  return drafts.length >= 2 && !folded.includes("") && new Set(folded).size === drafts.length;
}
