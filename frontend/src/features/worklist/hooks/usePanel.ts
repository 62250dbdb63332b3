import { useState } from "react";
import { readLocal, writeLocal } from "@/lib/localCopy";
import { isPanelTab, type PanelTab } from "../model/panelTabs";

const SHOWN_KEY = "teleread.worklist.details";
const TAB_KEY = "teleread.worklist.tab";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

/** The panel beside the list: whether it is shown, and which part of it. */
export function usePanel() {
  const [shown, setShown] = useState(readLocal(SHOWN_KEY, isBoolean) ?? true);
  const [tab, setTab] = useState<PanelTab>(readLocal(TAB_KEY, isPanelTab) ?? "details");

  function show(next: boolean): void {
    writeLocal(SHOWN_KEY, next);
    setShown(next);
  }

  return {
    shown,
    tab,
    toggle: () => show(!shown),
    /** Shows a part; the same key again goes back to the details. */
    showTab: (wanted: PanelTab) => {
      const next = shown && tab === wanted ? "details" : wanted;
      writeLocal(TAB_KEY, next);
      setTab(next);
      show(true);
    },
  };
}
