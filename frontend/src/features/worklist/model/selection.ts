/** The selected row: by id, so that it stays on its task when rows come in above it. */
export interface Selection {
  id: string | null;
  index: number;
}

export const NOTHING_SELECTED: Selection = { id: null, index: -1 };

export interface Rows {
  count: number;
  /** Null where the row's page has not come yet. */
  idAt: (index: number) => string | null;
  indexOf: (id: string) => number | null;
}

/** Finds the selected task again after the list has changed. */
export function settleSelection(selection: Selection, rows: Rows): Selection {
  if (rows.count === 0) return NOTHING_SELECTED;
  const found = selection.id === null ? null : rows.indexOf(selection.id);
  if (found !== null) return { id: selection.id, index: found };
  const index = Math.min(Math.max(selection.index, 0), rows.count - 1);
  return { id: rows.idAt(index), index };
}

/** Moves the selection by a number of rows, staying inside the list. */
export function moveSelection(selection: Selection, step: number, rows: Rows): Selection {
  if (rows.count === 0) return NOTHING_SELECTED;
  const index = Math.min(Math.max(selection.index + step, 0), rows.count - 1);
  return { id: rows.idAt(index), index };
}
