import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Hotkeys, useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";
import type { PanelTab } from "../model/panelTabs";

const SCREENFUL = 20;

export interface WorklistActions {
  move: (step: number) => void;
  toEnd: (end: "first" | "last") => void;
  open: () => void;
  claim: () => void;
  release: () => void;
  next: () => void;
  hold: () => void;
  skip: () => void;
  search: () => void;
  showTab: (tab: PanelTab) => void;
  togglePanel: () => void;
  views: () => void;
  callView: (digit: number) => void;
  mark: () => void;
  markRange: () => void;
  unmark: () => void;
}

/** The worklist's keys, and their entry in the help. */
export function useWorklistKeys(actions: WorklistActions): void {
  const hotkeys: Hotkeys = {
    j: () => actions.move(1),
    arrowdown: () => actions.move(1),
    k: () => actions.move(-1),
    arrowup: () => actions.move(-1),
    pagedown: () => actions.move(SCREENFUL),
    pageup: () => actions.move(-SCREENFUL),
    home: () => actions.toEnd("first"),
    end: () => actions.toEnd("last"),
    enter: actions.open,
    c: actions.claim,
    r: actions.release,
    n: actions.next,
    h: actions.hold,
    s: actions.skip,
    "/": actions.search,
    d: actions.togglePanel,
    e: () => actions.showTab("why"),
    t: () => actions.showTab("clocks"),
    p: () => actions.showTab("priors"),
    o: () => actions.showTab("notes"),
    m: () => actions.showTab("chat"),
    y: () => actions.showTab("history"),
    v: actions.views,
    x: (event) => (event.shiftKey ? actions.markRange() : actions.mark()),
    escape: actions.unmark,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [String(digit), () => actions.callView(digit)]),
    ),
  };
  useHotkeys(hotkeys);
  useWorklistKeyHelp();
}

function useWorklistKeyHelp(): void {
  const { t } = useTranslation("worklist");
  const help = useMemo(
    () => ({
      title: t("keys.title"),
      keys: [
        ["j ↓", t("keys.down")],
        ["k ↑", t("keys.up")],
        ["PgUp PgDn", t("keys.pages")],
        ["Home End", t("keys.ends")],
        ["Enter", t("keys.open")],
        ["c", t("keys.claim")],
        ["r", t("keys.release")],
        ["n", t("keys.next")],
        ["h", t("keys.hold")],
        ["s", t("keys.skip")],
        ["/", t("keys.search")],
        ["d", t("keys.details")],
        ["e", t("keys.why")],
        ["t", t("keys.clocks")],
        ["p", t("keys.priors")],
        ["o", t("keys.notes")],
        ["m", t("keys.chat")],
        ["y", t("keys.history")],
        ["v", t("keys.views")],
        ["1 … 9", t("keys.callView")],
        ["x Shift+X", t("keys.mark")],
        ["Esc", t("keys.unmark")],
      ] as const,
    }),
    [t],
  );
  useKeyHelp(help);
}
