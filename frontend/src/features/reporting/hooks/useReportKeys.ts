import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SignedKind } from "@/api/types";
import { type Hotkeys, useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { focusSection, goToField } from "../editor/places";

/** The report editor's keys: all work while typing. */
export function useReportKeys(
  sign: (kind: SignedKind) => void,
  insert: { insertNormal: () => void; insertMeasurements: () => void },
): void {
  const { t } = useTranslation("reporting");
  const hotkeys: Hotkeys = {
    f2: () => sign("final"),
    "control+enter": () => sign("final"),
    f3: () => sign("preliminary"),
    "alt+n": () => insert.insertNormal(),
    "alt+m": insert.insertMeasurements,
    f7: () => goToField(-1, true),
    f8: () => goToField(1, true),
  };
  for (const place of [1, 2, 3, 4, 5]) hotkeys[`alt+${place}`] = () => focusSection(place);
  useHotkeys(hotkeys);

  const help = useMemo(
    () => ({
      title: t("keys.title"),
      keys: [
        ["F2 Ctrl+Enter", t("keys.sign")],
        ["F3", t("keys.signPreliminary")],
        ["Alt+1 … Alt+5", t("keys.section")],
        ["Tab Shift+Tab", t("keys.tab")],
        ["F7 F8", t("keys.field")],
        ["1 … 9", t("keys.pick")],
        [".…", t("keys.macro")],
        ["Alt+N", t("keys.normal")],
        ["Alt+M", t("keys.measurements")],
      ] as const,
    }),
    [t],
  );
  useKeyHelp(help);
}
