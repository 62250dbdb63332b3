import { type Types, utilities } from "@cornerstonejs/core";
import { AngleTool, annotation, EllipticalROITool, LengthTool } from "@cornerstonejs/tools";
import { isCalibrated, lengthUnit } from "../model/frameText";
import type { DrawnMark } from "../model/keyImages";
import { type Measured, measuredValue, measurementText } from "../model/measurements";
import type { FrameRegistry } from "./frameRegistry";

interface Stats {
  length?: number;
  angle?: number;
  mean?: number;
  stdDev?: number;
  modalityUnit?: string;
}

/** Every measurement in words, in the order in which it was drawn. */
export function measurementsInWords(registry: FrameRegistry, uncalibrated: string): string[] {
  return annotation.state.getAllAnnotations().flatMap(({ metadata, data }) => {
    const imageId = metadata?.referencedImageId ?? "";
    const measured = measuredOn(registry, imageId, data.cachedStats);
    const text = measured && measurementText(measured, uncalibrated);
    return text ? [text] : [];
  });
}

const KINDS: Readonly<Record<string, DrawnMark["kind"]>> = {
  [LengthTool.toolName]: "length",
  [AngleTool.toolName]: "angle",
  [EllipticalROITool.toolName]: "ellipse",
};
/** Digits of a point after the decimal: a hundredth of a pixel. */
const FINE = 100;

/** What is measured on one frame, with its geometry. */
export function marksOn(
  registry: FrameRegistry,
  imageId: string,
  uncalibrated: string,
): DrawnMark[] {
  return annotation.state.getAllAnnotations().flatMap(({ metadata, data }) => {
    const kind = KINDS[metadata?.toolName ?? ""];
    if (!kind || metadata?.referencedImageId !== imageId) return [];
    const points = (data.handles?.points ?? []).flatMap((point) => pixelOf(imageId, point));
    const measured = measuredOn(registry, imageId, data.cachedStats);
    const text = measured && measuredValue(measured, uncalibrated);
    return points.length >= 2 ? [{ kind, points, text: text ?? "" }] : [];
  });
}

function measuredOn(registry: FrameRegistry, imageId: string, cached: unknown): Measured | null {
  const [stats] = Object.values((cached ?? {}) as Record<string, Stats>);
  if (!stats) return null;
  const frame = registry.frame(imageId);
  return {
    ...stats,
    ...(stats.modalityUnit === undefined ? {} : { valueUnit: stats.modalityUnit }),
    lengthUnit: lengthUnit(frame),
    calibrated: isCalibrated(frame),
    seriesNumber: registry.seriesNumber(imageId),
    instanceNumber: frame?.instanceNumber ?? null,
  };
}

/** Cornerstone counts as DICOM does: 0, 0 is the top left corner of the first pixel (PS3.3 C.18.6.1.1). */
function pixelOf(imageId: string, point: Types.Point3): [number, number][] {
  const place = utilities.worldToImageCoords(imageId, point);
  return place ? [[Math.round(place[0] * FINE) / FINE, Math.round(place[1] * FINE) / FINE]] : [];
}
