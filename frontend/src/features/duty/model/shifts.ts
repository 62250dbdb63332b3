import type { Shift } from "@/api/types";

/** The shift that runs at a moment and the next one to come; null where there is none. */
export function shiftsAround(
  shifts: readonly Shift[],
  now: number,
): { present: Shift | null; next: Shift | null } {
  const inOrder = [...shifts].sort(
    (one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at),
  );
  return {
    present:
      inOrder.find(
        ({ starts_at, ends_at }) => Date.parse(starts_at) <= now && now < Date.parse(ends_at),
      ) ?? null,
    next: inOrder.find(({ starts_at }) => Date.parse(starts_at) > now) ?? null,
  };
}
