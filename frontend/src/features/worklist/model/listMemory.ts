import { NOTHING_SELECTED, type Selection } from "./selection";

interface Kept {
  key: string;
  offset: number;
  selection: Selection;
}

let kept: Kept | null = null;

/**
 * Where the person was in the list, so that they come back from a study to the same place. In
 * memory only: the key may hold what they searched for.
 */
export const listMemory = {
  keep(key: string, offset: number, selection: Selection): void {
    kept = { key, offset, selection };
  },

  /** Pixels from the top; zero for another list than the one kept. */
  offsetOf(key: string): number {
    return kept?.key === key ? kept.offset : 0;
  },

  selectionOf(key: string): Selection {
    return kept?.key === key ? kept.selection : NOTHING_SELECTED;
  },
};
