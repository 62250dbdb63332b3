import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { KeyHelpSection } from "@/ui/keyHelp";

/** What the keys do here, for the help overlay. */
export function useTemplateKeyHelp(): KeyHelpSection {
  const { t } = useTranslation("templates");
  return useMemo(
    () => ({
      title: t("keys.title"),
      keys: [
        ["/", t("keys.search")],
        ["J K", t("keys.next")],
        ["Alt 1 … 5", t("keys.section")],
        ["Ctrl S", t("keys.save")],
        ["Ctrl Enter", t("keys.publish")],
      ],
    }),
    [t],
  );
}
