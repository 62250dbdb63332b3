import { CT_WINDOW_PRESETS, DEFAULT_WINDOW_KEY } from "./windowPresets";

export const TOOLS = ["scroll", "window", "zoom", "pan", "length", "angle", "ellipse"] as const;
export type ToolName = (typeof TOOLS)[number];

/** What a key or a button asks of the active viewport. */
export type ViewerCommand =
  | { kind: "tool"; tool: ToolName }
  | { kind: "scroll"; by: number }
  | { kind: "goTo"; where: "first" | "last" }
  | { kind: "preset"; key: string }
  | { kind: "zoom"; factor: number }
  | {
      kind:
        | "fit"
        | "invert"
        | "rotate"
        | "flipHorizontal"
        | "flipVertical"
        | "reset"
        | "cine"
        | "deleteMeasurement"
        | "undo"
        | "redo"
        | "link"
        | "referenceLines"
        | "keyImage"
        | "nextPane"
        | "nextSeries"
        | "previousSeries";
    };

export interface Shortcut {
  /** `KeyboardEvent.key`, with `Ctrl+` or `Shift+` before it. */
  keys: readonly string[];
  command: ViewerCommand;
}

const PAGE = 10;

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ["s"], command: { kind: "tool", tool: "scroll" } },
  { keys: ["w"], command: { kind: "tool", tool: "window" } },
  { keys: ["z"], command: { kind: "tool", tool: "zoom" } },
  { keys: ["p"], command: { kind: "tool", tool: "pan" } },
  { keys: ["l"], command: { kind: "tool", tool: "length" } },
  { keys: ["a"], command: { kind: "tool", tool: "angle" } },
  { keys: ["e"], command: { kind: "tool", tool: "ellipse" } },
  { keys: ["ArrowDown", "ArrowRight"], command: { kind: "scroll", by: 1 } },
  { keys: ["ArrowUp", "ArrowLeft"], command: { kind: "scroll", by: -1 } },
  { keys: ["PageDown"], command: { kind: "scroll", by: PAGE } },
  { keys: ["PageUp"], command: { kind: "scroll", by: -PAGE } },
  { keys: ["Home"], command: { kind: "goTo", where: "first" } },
  { keys: ["End"], command: { kind: "goTo", where: "last" } },
  { keys: ["+", "="], command: { kind: "zoom", factor: 1.25 } },
  { keys: ["-"], command: { kind: "zoom", factor: 0.8 } },
  { keys: ["f"], command: { kind: "fit" } },
  { keys: ["i"], command: { kind: "invert" } },
  { keys: ["r"], command: { kind: "rotate" } },
  { keys: ["h"], command: { kind: "flipHorizontal" } },
  { keys: ["v"], command: { kind: "flipVertical" } },
  { keys: ["x"], command: { kind: "reset" } },
  { keys: [" "], command: { kind: "cine" } },
  { keys: ["Delete", "Backspace"], command: { kind: "deleteMeasurement" } },
  { keys: ["Ctrl+z"], command: { kind: "undo" } },
  { keys: ["Ctrl+y", "Ctrl+Shift+Z"], command: { kind: "redo" } },
  { keys: ["k"], command: { kind: "link" } },
  { keys: ["t"], command: { kind: "referenceLines" } },
  { keys: ["m"], command: { kind: "keyImage" } },
  { keys: ["."], command: { kind: "nextPane" } },
  { keys: ["n"], command: { kind: "nextSeries" } },
  { keys: ["b"], command: { kind: "previousSeries" } },
  ...[DEFAULT_WINDOW_KEY, ...CT_WINDOW_PRESETS.map(({ key }) => key)].map(
    (key): Shortcut => ({ keys: [key], command: { kind: "preset", key } }),
  ),
];

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The command a key press stands for; null for keys that belong to the browser. */
export function commandFor(press: KeyPress): ViewerCommand | null {
  if (press.altKey) return null;
  const control = press.ctrlKey || press.metaKey;
  const name = control ? `Ctrl+${press.shiftKey ? "Shift+" : ""}${press.key}` : press.key;
  const lowered = name.length === 1 ? name.toLowerCase() : name;
  return SHORTCUTS.find(({ keys }) => keys.includes(lowered))?.command ?? null;
}

/** The key to print beside a command, or null when it has none. */
export function keyFor(command: ViewerCommand): string | null {
  const wanted = JSON.stringify(command);
  const found = SHORTCUTS.find((shortcut) => JSON.stringify(shortcut.command) === wanted);
  const [key] = found?.keys ?? [];
  return key === undefined ? null : keyLabel(key);
}

/** A key as it is printed on a keyboard. */
export function keyLabel(key: string): string {
  if (key === " ") return "Space";
  return key.length === 1 ? key.toUpperCase() : key.replace("Arrow", "");
}
