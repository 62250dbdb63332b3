import { useState } from "react";
import { readLocal, writeLocal } from "@/lib/localCopy";
import {
  type ColumnLayout,
  layoutFromStored,
  storedColumns,
  USUAL_LAYOUT,
} from "../model/columnLayout";

const KEY = "teleread.worklist.columns";
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** The person's columns, kept in this browser; saved views bring their own. */
export function useColumnLayout() {
  const [layout, setLayout] = useState<ColumnLayout>(() =>
    layoutFromStored(readLocal(KEY, isList)),
  );

  function change(next: ColumnLayout): void {
    setLayout(next);
    writeLocal(KEY, next === USUAL_LAYOUT ? [] : storedColumns(next));
  }

  return { layout, change };
}
