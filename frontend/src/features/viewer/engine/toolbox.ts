import { utilities } from "@cornerstonejs/core";
import {
  AngleTool,
  annotation,
  EllipticalROITool,
  Enums,
  LengthTool,
  PanTool,
  ReferenceLinesTool,
  StackScrollTool,
  ToolGroupManager,
  type Types,
  utilities as toolUtilities,
  WindowLevelTool,
  ZoomTool,
} from "@cornerstonejs/tools";
import { formatNumber } from "../model/formatting";
import { isCalibrated, lengthUnit } from "../model/frameText";
import type { ToolName } from "../model/shortcuts";
import type { FrameRegistry } from "./frameRegistry";

const CLASS_OF_TOOL: Readonly<Record<ToolName, string>> = {
  scroll: StackScrollTool.toolName,
  window: WindowLevelTool.toolName,
  zoom: ZoomTool.toolName,
  pan: PanTool.toolName,
  length: LengthTool.toolName,
  angle: AngleTool.toolName,
  ellipse: EllipticalROITool.toolName,
};
const MEASURING: readonly ToolName[] = ["length", "angle", "ellipse"];
const { MouseBindings } = Enums;

/** Words for measurements that are not in millimetres at the patient. */
export interface MeasurementWords {
  uncalibrated: string;
  detector: string;
}

/** What the mouse does: one tool on the left button, zoom right, pan middle, in every pane. */
export class Toolbox {
  private readonly group: Types.IToolGroup;

  constructor(
    private readonly groupId: string,
    private readonly engineId: string,
    registry: FrameRegistry,
    words: MeasurementWords,
  ) {
    ToolGroupManager.destroyToolGroup(groupId);
    const group = ToolGroupManager.createToolGroup(groupId);
    if (!group) throw new TypeError("no tool group");
    this.group = group;
    for (const tool of ["scroll", "window", "zoom", "pan", "angle", "ellipse"] as const) {
      group.addTool(CLASS_OF_TOOL[tool]);
    }
    group.addTool(LengthTool.toolName, { getTextLines: lengthLines(registry, words) });
    group.addTool(ReferenceLinesTool.toolName);
    this.choose("window");
  }

  addPane(paneId: string): void {
    this.group.addViewport(paneId, this.engineId);
  }

  removePane(paneId: string): void {
    this.group.removeViewports(this.engineId, paneId);
  }

  choose(tool: ToolName): void {
    for (const name of Object.keys(CLASS_OF_TOOL) as ToolName[]) {
      if (MEASURING.includes(name)) this.group.setToolPassive(CLASS_OF_TOOL[name]);
      else this.group.setToolDisabled(CLASS_OF_TOOL[name]);
    }
    const bindings = (name: ToolName, buttons: Enums.MouseBindings[]) => {
      const own = name === tool ? [MouseBindings.Primary, ...buttons] : buttons;
      if (own.length === 0) return;
      this.group.setToolActive(CLASS_OF_TOOL[name], {
        bindings: own.map((mouseButton) => ({ mouseButton })),
      });
    };
    bindings("zoom", [MouseBindings.Secondary]);
    bindings("pan", [MouseBindings.Auxiliary]);
    if (tool !== "zoom" && tool !== "pan") bindings(tool, []);
  }

  /** Draws on every other pane where the plane of `sourcePaneId` cuts it; null switches it off. */
  showReferenceLines(sourcePaneId: string | null): void {
    if (sourcePaneId === null) {
      this.group.setToolDisabled(ReferenceLinesTool.toolName);
      return;
    }
    this.group.setToolConfiguration(ReferenceLinesTool.toolName, {
      sourceViewportId: sourcePaneId,
    });
    this.group.setToolEnabled(ReferenceLinesTool.toolName);
  }

  /** Removes the selected measurements, or else the one drawn last on the image; can be undone. */
  deleteMeasurement(imageId: string | null, element: HTMLDivElement, paneIds: string[]): void {
    const selected = annotation.selection.getAnnotationsSelected();
    const here = annotation.state
      .getAllAnnotations()
      .filter(({ metadata }) => metadata?.referencedImageId === imageId);
    const last = here.at(-1)?.annotationUID;
    const doomed = selected.length > 0 ? selected : last ? [last] : [];
    const redraw = () => toolUtilities.triggerAnnotationRenderForViewportIds(paneIds);
    for (const uid of doomed) {
      const removed = annotation.state.getAnnotation(uid);
      if (!removed) continue;
      annotation.state.removeAnnotation(uid);
      utilities.HistoryMemo.DefaultHistoryMemo.push({
        operationType: "annotation",
        restoreMemo: (undo) => {
          if (undo === false) annotation.state.removeAnnotation(uid);
          else annotation.state.addAnnotation(removed, element);
          redraw();
        },
      });
    }
    redraw();
  }

  undo(): void {
    utilities.HistoryMemo.DefaultHistoryMemo.undo();
  }

  redo(): void {
    utilities.HistoryMemo.DefaultHistoryMemo.redo();
  }

  countMeasurements(): number {
    return annotation.state.getAllAnnotations().length;
  }

  dispose(): void {
    annotation.state.removeAllAnnotations();
    ToolGroupManager.destroyToolGroup(this.groupId);
  }
}

/** A length in millimetres, or in pixels when the image has no spacing, said so beside the number. */
function lengthLines(registry: FrameRegistry, words: MeasurementWords) {
  return (data: { cachedStats?: Record<string, { length?: number }> }, targetId: string) => {
    const length = data.cachedStats?.[targetId]?.length;
    if (length === undefined || !Number.isFinite(length)) return undefined;
    const frame = registry.frame(targetId.replace(/^imageId:/, ""));
    const unit = lengthUnit(frame);
    const value = `${formatNumber(length, 1)} ${unit}`;
    if (isCalibrated(frame)) return [value];
    return [value, unit === "px" ? words.uncalibrated : words.detector];
  };
}
