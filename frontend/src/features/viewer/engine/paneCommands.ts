import type { ViewerCommand } from "../model/shortcuts";
import { DEFAULT_WINDOW_KEY, presetsFor } from "../model/windowPresets";
import type { Pane } from "./pane";

type Kind = ViewerCommand["kind"];
type CommandOf<K extends Kind> = Extract<ViewerCommand, { kind: K }>;
type Handlers = { [K in Kind]?: (pane: Pane, command: CommandOf<K>) => void };

/** What each command does to a pane; commands missing here are not about one pane. */
const HANDLERS: Handlers = {
  scroll: (pane, { by }) => pane.scrollBy(by),
  goTo: (pane, { where }) => pane.goTo(where === "first" ? 0 : Number.MAX_SAFE_INTEGER),
  preset: (pane, { key }) => applyPreset(pane, key),
  zoom: (pane, { factor }) => pane.zoomBy(factor),
  fit: (pane) => pane.fit(),
  invert: (pane) => pane.invert(),
  rotate: (pane) => pane.rotate(),
  flipHorizontal: (pane) => pane.flipHorizontal(),
  flipVertical: (pane) => pane.flipVertical(),
  reset: (pane) => pane.reset(),
  cine: (pane) => pane.toggleCine(),
};

export function runOnPane<K extends Kind>(command: CommandOf<K> & { kind: K }, pane: Pane): void {
  const handler: Handlers[K] = HANDLERS[command.kind];
  handler?.(pane, command);
}

function applyPreset(pane: Pane, key: string): void {
  if (key === DEFAULT_WINDOW_KEY) {
    pane.setDefaultWindow();
    return;
  }
  const preset = presetsFor(pane.stack?.series.modality ?? "").find((item) => item.key === key);
  if (preset) pane.setWindow(preset);
}
