import { DEFAULT_FILTERS, type WorklistFilters } from "./filters";

/** The filters that stand as removable chips below the bar. */
export type ChipKind =
  | "sites"
  | "modalities"
  | "procedureGroups"
  | "pathways"
  | "pools"
  | "readTypes"
  | "held"
  | "dueWithin";

export interface FilterChip {
  kind: ChipKind;
  value: string;
}

const LISTS = [
  "sites",
  "modalities",
  "procedureGroups",
  "pathways",
  "pools",
  "readTypes",
] as const satisfies readonly ChipKind[];

/** One chip for each value that narrows the list and has no button of its own in the bar. */
export function chipsOf(filters: WorklistFilters): FilterChip[] {
  const chips: FilterChip[] = LISTS.flatMap((kind) =>
    filters[kind].map((value) => ({ kind, value })),
  );
  if (filters.held !== null) chips.push({ kind: "held", value: filters.held });
  if (filters.dueWithin !== null) {
    chips.push({ kind: "dueWithin", value: String(filters.dueWithin) });
  }
  return chips;
}

/** The filters without what one chip stands for. */
export function withoutChip(
  filters: WorklistFilters,
  { kind, value }: FilterChip,
): WorklistFilters {
  if (kind === "held" || kind === "dueWithin") {
    return { ...filters, [kind]: DEFAULT_FILTERS[kind] };
  }
  return { ...filters, [kind]: filters[kind].filter((other) => other !== value) };
}
