/** A row that was on screen, and its place in the list then. */
export interface AnchorRow {
  id: string;
  index: number;
}

/**
 * The rows to hold on to while the list changes, the best first: the one under the pointer, the
 * selected one, then those nearest to it or else to the top.
 */
export function anchorsOf(
  visible: readonly AnchorRow[],
  pointed: string | null,
  selected: string | null,
): AnchorRow[] {
  const best =
    visible.find(({ id }) => id === pointed) ?? visible.find(({ id }) => id === selected);
  const centre = best?.index ?? visible[0]?.index ?? 0;
  return [...visible].sort(
    (one, other) => Math.abs(one.index - centre) - Math.abs(other.index - centre),
  );
}

/**
 * By how many rows the list has moved under the person: the way of the best anchor that is still
 * there. Zero when none is, or none moved.
 */
export function shiftOf(
  anchors: readonly AnchorRow[],
  indexOf: (id: string) => number | null,
): number {
  for (const { id, index } of anchors) {
    const present = indexOf(id);
    if (present !== null) return present - index;
  }
  return 0;
}

/** How many rows have come in above and not been looked at, after a shift or after scrolling. */
export function newAbove(unseen: number, shift: number, firstVisible: number): number {
  return Math.max(0, Math.min(unseen + Math.max(0, shift), firstVisible));
}
