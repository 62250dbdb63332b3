import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Hotkeys, useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";

const SCREENFUL = 20;

export interface WorklistActions {
  move: (step: number) => void;
  toEnd: (end: "first" | "last") => void;
  open: () => void;
  claim: () => void;
  release: () => void;
  search: () => void;
  toggleDetail: () => void;
}

/** The worklist's keys, and their entry in the help. */
export function useWorklistKeys(actions: WorklistActions): void {
  const { t } = useTranslation("worklist");
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
    "/": actions.search,
    d: actions.toggleDetail,
  };
  useHotkeys(hotkeys);

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
        ["/", t("keys.search")],
        ["d", t("keys.details")],
      ] as const,
    }),
    [t],
  );
  useKeyHelp(help);
}
