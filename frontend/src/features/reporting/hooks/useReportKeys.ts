import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SignedKind } from "@/api/types";
import { type Hotkeys, useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { focusChecks } from "../components/CheckList";
import { focusSection } from "../components/SectionFields";

/** The report editor's keys: all work while typing. */
export function useReportKeys(sign: (kind: SignedKind) => void): void {
  const { t } = useTranslation("reporting");
  const hotkeys: Hotkeys = {
    f2: () => sign("final"),
    "control+enter": () => sign("final"),
    f3: () => sign("preliminary"),
    "alt+c": () => focusChecks(),
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
        ["Alt+C", t("keys.checks")],
        ["Tab", t("keys.tab")],
      ] as const,
    }),
    [t],
  );
  useKeyHelp(help);
}
