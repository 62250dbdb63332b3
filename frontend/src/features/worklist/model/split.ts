import type { SplitPart } from "@/api/types";

/** Which part each series belongs to, by the series' UID. */
export type Parting = Readonly<Record<string, string>>;

/** The parts as the server takes them; null while a series has no part or a part no series. */
export function partsOf(
  names: readonly string[],
  series: readonly string[],
  parting: Parting,
): SplitPart[] | null {
  const trimmed = names.map((name) => name.trim());
  const distinct = new Set(trimmed.map((name) => name.toLowerCase()));
  if (names.length < 2 || distinct.size < names.length || trimmed.includes("")) return null;
  if (series.some((uid) => !names.includes(parting[uid] ?? ""))) return null;
  const parts = names.map((name) => ({
    name: name.trim(),
    series: series.filter((uid) => parting[uid] === name),
  }));
  return parts.every((part) => part.series.length > 0) ? parts : null;
}
