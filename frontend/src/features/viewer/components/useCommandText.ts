import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { keyLabel, SHORTCUTS, type ViewerCommand } from "../model/shortcuts";
import { CT_WINDOW_PRESETS } from "../model/windowPresets";

/** Says in words what a command does. */
export function useCommandText(): (command: ViewerCommand) => string {
  const { t } = useTranslation("viewer");
  return useCallback(
    (command) => {
      switch (command.kind) {
        case "tool":
          return t(`tool.${command.tool}`);
        case "scroll":
          if (Math.abs(command.by) === 1) {
            return t(command.by > 0 ? "action.nextImage" : "action.previousImage");
          }
          return t(command.by > 0 ? "action.tenForward" : "action.tenBack");
        case "goTo":
          return t(command.where === "first" ? "action.firstImage" : "action.lastImage");
        case "zoom":
          return t(command.factor > 1 ? "action.zoomIn" : "action.zoomOut");
        case "preset": {
          const preset = CT_WINDOW_PRESETS.find(({ key }) => key === command.key);
          return `${t("presets")}: ${t(`preset.${preset?.name ?? "default"}`)}`;
        }
        default:
          return t(`action.${command.kind}`);
      }
    },
    [t],
  );
}

/** Lists the viewer's keys in the help, from the table that answers them. */
export function useViewerKeyHelp(): void {
  const { t } = useTranslation("viewer");
  const textOf = useCommandText();
  const help = useMemo(
    () => ({
      title: t("region"),
      keys: SHORTCUTS.map(
        ({ keys, command }) => [keys.map(keyLabel).join(" "), textOf(command)] as const,
      ),
    }),
    [t, textOf],
  );
  useKeyHelp(help);
}
