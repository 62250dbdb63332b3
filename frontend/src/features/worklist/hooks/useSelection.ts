import { useEffect, useRef, useState } from "react";
import { moveSelection, type Selection, settleSelection } from "../model/selection";
import type { WorklistRows } from "./useWorklistPages";

/** For so long a row that came under the selection by itself takes no key. */
const SETTLING_MS = 700;

/** The row the person is on. It stays with its study whatever the list does. */
export function useSelection(
  rows: WorklistRows,
  chosen: Selection,
  choose: (selection: Selection) => void,
) {
  const [moves, setMoves] = useState(0);
  const places = {
    count: rows.count,
    idAt: (index: number) => rows.at(index)?.id ?? null,
    indexOf: rows.indexOf,
  };
  const selection = settleSelection(chosen, places);
  const settledAt = useRef(0);

  // The study that was selected has left the list: another row stands where it was.
  useEffect(() => {
    if (selection.id === null || selection.id === chosen.id) return;
    if (chosen.id !== null) settledAt.current = Date.now();
    choose(selection);
  }, [selection, chosen.id, choose]);

  function move(step: number): void {
    choose(moveSelection(selection, step, places));
    setMoves((present) => present + 1);
  }

  return {
    selection,
    selected: rows.at(selection.index),
    moves,
    move,
    /** True while a key would meet a study the person has not seen there yet. */
    isSettling: () => Date.now() - settledAt.current < SETTLING_MS,
  };
}
