import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";

export type TrayPart = "keyImages" | "checks" | "followUp";

export interface Tray {
  /** The part that is unfolded; null where none is. */
  open: TrayPart | null;
  toggle: (part: TrayPart) => void;
  /** Unfolds a part and puts the focus on the first thing to do in it. */
  goTo: (part: TrayPart) => void;
}

/** Which part of the tray is unfolded. A first key image unfolds them, unless the reader folded them once. */
export function useTray(keyImageCount: number): Tray {
  const { t } = useTranslation("reporting");
  const [open, setOpen] = useState<TrayPart | null>(null);
  const [folded, setFolded] = useLocalStorage({
    key: "teleread.keyImages.folded",
    defaultValue: false,
  });
  const known = useRef(keyImageCount);
  const marked = useEffectEvent(() => {
    if (!folded && open === null) setOpen("keyImages");
  });
  useEffect(() => {
    if (keyImageCount > known.current) marked();
    known.current = keyImageCount;
  }, [keyImageCount]);

  const toggle = (part: TrayPart) => {
    if (part === "keyImages") setFolded(open === part);
    setOpen(open === part ? null : part);
  };
  const goTo = (part: TrayPart) => {
    flushSync(() => setOpen(part));
    focusFirst();
  };
  useHotkeys({ "alt+c": () => goTo("checks"), "alt+k": () => goTo("keyImages") });
  useKeyHelp(
    useMemo(
      () => ({
        title: t("tray.title"),
        keys: [
          ["Alt+C", t("keys.checks")],
          ["Alt+K", t("keyImages.goTo")],
          ["← →", t("keyImages.walk")],
          ["Shift+← Shift+→", t("keyImages.move")],
          ["Delete Ctrl+Z", t("keyImages.take")],
        ] as const,
      }),
      [t],
    ),
  );
  return { open, toggle, goTo };
}

function focusFirst(): void {
  const tray = document.querySelector("[data-tray]");
  const first = tray?.querySelector<HTMLElement>("[data-tray-content]:not([hidden]) button");
  (first ?? tray?.querySelector<HTMLElement>('button[aria-expanded="true"]'))?.focus();
}
