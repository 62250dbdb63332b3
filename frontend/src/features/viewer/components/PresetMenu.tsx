import { Button, Kbd, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ViewerCommand } from "../model/shortcuts";
import { DEFAULT_WINDOW_KEY, presetsFor } from "../model/windowPresets";

interface Props {
  modality: string;
  onCommand: (command: ViewerCommand) => void;
}

/** The windows that fit the active image, with their keys. */
export function PresetMenu({ modality, onCommand }: Props) {
  const { t } = useTranslation("viewer");
  const presets = presetsFor(modality);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          data-testid="preset-menu"
        >
          {t("presets")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          rightSection={<Kbd>{DEFAULT_WINDOW_KEY}</Kbd>}
          onClick={() => onCommand({ kind: "preset", key: DEFAULT_WINDOW_KEY })}
        >
          {t("preset.default")}
        </Menu.Item>
        {presets.map(({ key, name, width, center }) => (
          <Menu.Item
            key={key}
            rightSection={<Kbd>{key}</Kbd>}
            data-testid={`preset-${name}`}
            onClick={() => onCommand({ kind: "preset", key })}
          >
            {t(`preset.${name}`)} · {t("overlay.window", { width, center })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
