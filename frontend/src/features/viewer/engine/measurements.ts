import { annotation } from "@cornerstonejs/tools";
import { isCalibrated, lengthUnit } from "../model/frameText";
import { measurementText } from "../model/measurements";
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
    const [stats] = Object.values((data.cachedStats ?? {}) as Record<string, Stats>);
    if (!stats) return [];
    const frame = registry.frame(imageId);
    const text = measurementText(
      {
        ...stats,
        ...(stats.modalityUnit === undefined ? {} : { valueUnit: stats.modalityUnit }),
        lengthUnit: lengthUnit(frame),
        calibrated: isCalibrated(frame),
        seriesNumber: registry.seriesNumber(imageId),
        instanceNumber: frame?.instanceNumber ?? null,
      },
      uncalibrated,
    );
    return text === null ? [] : [text];
  });
}
