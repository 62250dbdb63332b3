import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import {
  IconAngle,
  IconArrowBackUp,
  IconArrowsMaximize,
  IconArrowsMove,
  IconArrowsVertical,
  IconBrightnessFilled,
  IconCircleDashed,
  IconContrast,
  IconFlipHorizontal,
  IconFlipVertical,
  IconLayoutGrid,
  IconLineDashed,
  IconLink,
  type IconProps,
  IconRefresh,
  IconRotateClockwise2,
  IconRulerMeasure,
  IconStar,
  IconTrash,
  IconVideo,
  IconZoomIn,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { ViewerEngine } from "../engine";
import { useEngineState } from "../hooks/useEngine";
import { columnsOf, LAYOUTS, type Layout, rowsOf } from "../model/hangingTypes";
import { keyFor, TOOLS, type ToolName, type ViewerCommand } from "../model/shortcuts";
import { PresetMenu } from "./PresetMenu";
import { ShortcutHelp } from "./ShortcutHelp";
import styles from "./toolbar.module.css";

type Icon = ComponentType<IconProps>;

const TOOL_ICONS: Readonly<Record<ToolName, Icon>> = {
  scroll: IconArrowsVertical,
  window: IconBrightnessFilled,
  zoom: IconZoomIn,
  pan: IconArrowsMove,
  length: IconRulerMeasure,
  angle: IconAngle,
  ellipse: IconCircleDashed,
};

const ACTIONS = [
  { kind: "fit", icon: IconArrowsMaximize },
  { kind: "invert", icon: IconContrast },
  { kind: "rotate", icon: IconRotateClockwise2 },
  { kind: "flipHorizontal", icon: IconFlipVertical },
  { kind: "flipVertical", icon: IconFlipHorizontal },
  { kind: "cine", icon: IconVideo },
  { kind: "undo", icon: IconArrowBackUp },
  { kind: "deleteMeasurement", icon: IconTrash },
  { kind: "reset", icon: IconRefresh },
  { kind: "keyImage", icon: IconStar },
] as const;

interface Props {
  engine: ViewerEngine;
  modality: string;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onCommand: (command: ViewerCommand) => void;
}

/** All that can be done to images; every button names its key. */
export function Toolbar({ engine, modality, layout, onLayout, onCommand }: Props) {
  const { t } = useTranslation("viewer");
  const { tool, linked, referenceLines } = useEngineState(engine);
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t("toolbar")}>
      <div className={styles.group}>
        {TOOLS.map((name) => (
          <CommandButton
            key={name}
            icon={TOOL_ICONS[name]}
            label={t(`tool.${name}`)}
            command={{ kind: "tool", tool: name }}
            pressed={tool === name}
            onCommand={onCommand}
          />
        ))}
      </div>
      <PresetMenu modality={modality} onCommand={onCommand} />
      <div className={styles.group}>
        {ACTIONS.map(({ kind, icon }) => (
          <CommandButton
            key={kind}
            icon={icon}
            label={t(`action.${kind}`)}
            command={{ kind }}
            onCommand={onCommand}
          />
        ))}
      </div>
      <div className={styles.group}>
        <CommandButton
          icon={IconLink}
          label={t("action.link")}
          command={{ kind: "link" }}
          pressed={linked}
          onCommand={onCommand}
        />
        <CommandButton
          icon={IconLineDashed}
          label={t("action.referenceLines")}
          command={{ kind: "referenceLines" }}
          pressed={referenceLines}
          onCommand={onCommand}
        />
        <LayoutMenu layout={layout} onLayout={onLayout} />
      </div>
      <ShortcutHelp />
    </div>
  );
}

interface CommandButtonProps {
  icon: Icon;
  label: string;
  command: ViewerCommand;
  pressed?: boolean;
  onCommand: (command: ViewerCommand) => void;
}

function CommandButton({ icon: Icon, label, command, pressed, onCommand }: CommandButtonProps) {
  const key = keyFor(command);
  const name = command.kind === "tool" ? `tool-${command.tool}` : command.kind;
  return (
    <Tooltip label={key ? `${label} (${key})` : label} openDelay={300}>
      <ActionIcon
        size={30}
        variant={pressed ? "light" : "subtle"}
        color={pressed ? "accent" : "gray"}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={key ?? undefined}
        data-testid={`command-${name}`}
        onClick={() => onCommand(command)}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function LayoutMenu({ layout, onLayout }: { layout: Layout; onLayout: (l: Layout) => void }) {
  const { t } = useTranslation("viewer");
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon
          size={30}
          variant="subtle"
          color="gray"
          aria-label={t("layout.label")}
          title={t("layout.label")}
          data-testid="layout-menu"
        >
          <IconLayoutGrid size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LAYOUTS.map((option) => (
          <Menu.Item
            key={option}
            aria-current={option === layout}
            data-testid={`layout-${option}`}
            onClick={() => onLayout(option)}
          >
            {t("layout.option", { rows: rowsOf(option), columns: columnsOf(option) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
