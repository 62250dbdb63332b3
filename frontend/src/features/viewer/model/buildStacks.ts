import { type DicomJson, numberOf, numbersOf, textOf } from "./dicomJson";
import { parseFrames } from "./parseFrames";
import { sortFrames } from "./sortFrames";
import type { Frame, SeriesSummary, Stack } from "./types";

/** Modalities whose images are looked at side by side, not scrolled through. */
const PROJECTION_MODALITIES = new Set(["CR", "DX", "MG", "RG", "IO", "PX"]);
/** Modalities whose multi-frame images are moving pictures rather than volumes. */
const MOVING_MODALITIES = new Set(["US", "IVUS", "XA", "RF", "ES", "XC", "OPT", "NM"]);

interface ParsedInstance {
  dataset: DicomJson;
  frames: Frame[];
}

/**
 * Turns a series' WADO-RS metadata into what viewports show.
 *
 * Every moving image and every projection is a stack of its own; all other frames of the series
 * form one stack in scroll order. A series without pixels gives no stack.
 */
export function buildStacks(
  series: SeriesSummary,
  instances: readonly DicomJson[],
  dicomWebRoot: string,
): Stack[] {
  const seriesUrl = `${dicomWebRoot}/studies/${series.studyInstanceUid}/series/${series.seriesInstanceUid}`;
  const parsed = instances
    .map((dataset) => ({
      dataset,
      frames: parseFrames(dataset, `${seriesUrl}/instances/${textOf(dataset, "00080018") ?? ""}`),
    }))
    .filter(({ frames }) => frames.length > 0)
    .sort((a, b) => instanceNumber(a) - instanceNumber(b));
  const groups: ParsedInstance[][] = [];
  const slices: ParsedInstance[] = [];
  for (const instance of parsed) {
    if (standsAlone(series.modality, instance)) groups.push([instance]);
    else slices.push(instance);
  }
  if (slices.length > 0) groups.unshift(slices);
  return groups.map((group, index) => toStack(series, group, index, groups.length));
}

function standsAlone(modality: string, { dataset, frames }: ParsedInstance): boolean {
  if (PROJECTION_MODALITIES.has(modality)) return true;
  return frames.length > 1 && isMoving(modality, dataset);
}

/** Moving: frames follow each other in time at one place, or the modality only makes such. */
function isMoving(modality: string, dataset: DicomJson): boolean {
  if ((numberOf(dataset, "00280008") ?? 1) < 2 || dataset["52009230"]) return false;
  return MOVING_MODALITIES.has(modality) || frameTimeOf(dataset) !== null;
}

function toStack(
  series: SeriesSummary,
  group: readonly ParsedInstance[],
  index: number,
  count: number,
): Stack {
  const dataset = group[0]?.dataset ?? {};
  const moving = group.length === 1 && isMoving(series.modality, dataset);
  const viewPosition = textOf(dataset, "00185101");
  const frames = group.flatMap((instance) => instance.frames);
  const parts = [series.description || textOf(dataset, "0008103E") || "", viewPosition ?? ""];
  if (count > 1) parts.push(`#${index + 1}`);
  return {
    id: index === 0 ? series.seriesInstanceUid : `${series.seriesInstanceUid}#${index + 1}`,
    series: { ...series, bodyPart: series.bodyPart || (textOf(dataset, "00180015") ?? "") },
    label: uniqueWords(parts),
    studyDate: textOf(dataset, "00080020"),
    studyTime: textOf(dataset, "00080030"),
    viewPosition,
    frames: moving ? frames : sortFrames(frames),
    frameTime: moving ? (frameTimeOf(dataset) ?? null) : null,
    isMoving: moving,
  };
}

/** Milliseconds per frame from Frame Time, Frame Time Vector, or the display or cine rate. */
function frameTimeOf(dataset: DicomJson): number | null {
  const time = numberOf(dataset, "00181063");
  if (time !== null && time > 0) return time;
  const steps = (numbersOf(dataset, "00181065") ?? []).filter((step) => step > 0);
  if (steps.length > 0) return steps.reduce((sum, step) => sum + step, 0) / steps.length;
  const rate = numberOf(dataset, "00082144") ?? numberOf(dataset, "00180040");
  return rate !== null && rate > 0 ? 1000 / rate : null;
}

function instanceNumber({ dataset }: ParsedInstance): number {
  return numberOf(dataset, "00200013") ?? Number.MAX_SAFE_INTEGER;
}

function uniqueWords(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    const known = kept.some((text) => text.toUpperCase().split(/\s+/).includes(part.toUpperCase()));
    if (part !== "" && !known) kept.push(part);
  }
  return kept.join(" ");
}
