import { cache, init as initCore } from "@cornerstonejs/core";
import { init as initLoader } from "@cornerstonejs/dicom-image-loader";
import {
  AngleTool,
  addTool,
  annotation,
  EllipticalROITool,
  init as initTools,
  LengthTool,
  PanTool,
  ReferenceLinesTool,
  StackScrollTool,
  WindowLevelTool,
  ZoomTool,
} from "@cornerstonejs/tools";

const MEBIBYTE = 1024 * 1024;
/** Four panes at most, so four drawing contexts are enough; a browser allows about sixteen. */
const DRAWING_CONTEXTS = 4;
const MOST_WORKERS = 6;

let started = false;

/** Starts Cornerstone once for the page: codecs in module workers, tools, the bounded cache. */
export function startCornerstone(): void {
  if (started) return;
  started = true;
  initCore({ rendering: { webGlContextCount: DRAWING_CONTEXTS }, debug: {} });
  initLoader({ maxWebWorkers: decodingWorkers(navigator.hardwareConcurrency) });
  initTools();
  for (const tool of [
    WindowLevelTool,
    StackScrollTool,
    ZoomTool,
    PanTool,
    LengthTool,
    AngleTool,
    EllipticalROITool,
    ReferenceLinesTool,
  ]) {
    addTool(tool);
  }
  styleMeasurements();
  cache.setMaxCacheSize(cacheBytes(deviceMemory()));
}

/** Readable on bone and on air, and unlike any grey. */
function styleMeasurements(): void {
  const { style } = annotation.config;
  style.setDefaultToolStyles({
    global: {
      ...style.getDefaultToolStyles().global,
      color: "#ffd75e",
      colorHighlighted: "#ffffff",
      colorSelected: "#6fe3f5",
      lineWidth: "1.5",
      shadow: true,
      textBoxColor: "#ffe9a8",
      textBoxColorHighlighted: "#ffffff",
      textBoxColorSelected: "#6fe3f5",
      textBoxFontSize: "13px",
      textBoxFontFamily: "sans-serif",
    },
  });
}

/** One core is left for drawing; a two-core machine still decodes beside it. */
function decodingWorkers(cores: number): number {
  return Math.min(MOST_WORKERS, Math.max(1, (cores || 2) - 1));
}

/** A quarter of what the browser says the machine has (it never says more than 8 GiB). */
function cacheBytes(memoryGibibytes: number): number {
  return Math.max(512, Math.min(2048, memoryGibibytes * 256)) * MEBIBYTE;
}

function deviceMemory(): number {
  return "deviceMemory" in navigator && typeof navigator.deviceMemory === "number"
    ? navigator.deviceMemory
    : 4;
}
