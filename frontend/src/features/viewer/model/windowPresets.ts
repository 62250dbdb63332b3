import type { DisplayWindow } from "./types";

type PresetName = "brain" | "subdural" | "stroke" | "bone" | "lung" | "mediastinum" | "abdomen";

export interface WindowPreset extends DisplayWindow {
  /** Text key under `viewer:preset`. */
  name: PresetName;
  key: string;
}

/** CT windows in Hounsfield units, on the number keys; the default of the image is on key 0. */
export const CT_WINDOW_PRESETS: readonly WindowPreset[] = [
  { key: "1", name: "brain", center: 40, width: 80 },
  { key: "2", name: "subdural", center: 75, width: 215 },
  { key: "3", name: "stroke", center: 35, width: 30 },
  { key: "4", name: "bone", center: 500, width: 2000 },
  { key: "5", name: "lung", center: -600, width: 1500 },
  { key: "6", name: "mediastinum", center: 40, width: 400 },
  { key: "7", name: "abdomen", center: 60, width: 350 },
];

export const DEFAULT_WINDOW_KEY = "0";

/** Presets in Hounsfield units mean nothing on other modalities. */
export function presetsFor(modality: string): readonly WindowPreset[] {
  return modality === "CT" ? CT_WINDOW_PRESETS : [];
}
