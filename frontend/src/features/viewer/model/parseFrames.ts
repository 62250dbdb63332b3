import { type DicomJson, itemOf, itemsOf, numberOf, numbersOf, textOf } from "./dicomJson";
import { parsePalette } from "./palette";
import { spacingOf } from "./pixelSpacing";
import type { DisplayWindow, Frame, PixelDescription, PlaneDescription, Rescale } from "./types";
import { toVector3 } from "./vectors";

/** Attributes that tell frames at one position apart: phase, echo, b-value, acquisition, kind. */
const DIMENSION_TAGS = ["00200100", "00180086", "00189087", "00200012", "00080008"] as const;

/**
 * Every frame of one instance, in frame order; none if the instance has no pixels.
 *
 * Enhanced multi-frame objects keep geometry and display values in functional groups
 * (PS3.3 C.7.6.16): per-frame values win over shared ones, and both over the root.
 */
export function parseFrames(instance: DicomJson, instanceUrl: string): Frame[] {
  const pixel = parsePixel(instance);
  const sopInstanceUid = textOf(instance, "00080018");
  if (!pixel || !sopInstanceUid) return [];
  const numberOfFrames = Math.max(1, numberOf(instance, "00280008") ?? 1);
  const shared = itemOf(instance, "52009229");
  const perFrame = itemsOf(instance, "52009230");
  const lossy = parseLossy(instance);
  const frames: Frame[] = [];
  let described: ReturnType<typeof describeFrame> | null = null;
  for (let index = 0; index < numberOfFrames; index += 1) {
    const group = perFrame[index] ?? null;
    if (!described || group) described = describeFrame(instance, shared, group);
    const url = `${instanceUrl}/frames/${index + 1}`;
    frames.push({
      imageId: `wadors:${url}`,
      url,
      sopInstanceUid,
      sopClassUid: textOf(instance, "00080016") ?? "",
      instanceNumber: numberOf(instance, "00200013"),
      frameNumber: index + 1,
      numberOfFrames,
      pixel,
      lossy,
      ...described,
    });
  }
  return frames;
}

function parsePixel(instance: DicomJson): PixelDescription | null {
  const rows = numberOf(instance, "00280010");
  const columns = numberOf(instance, "00280011");
  if (!rows || !columns) return null;
  const bitsAllocated = numberOf(instance, "00280100") ?? 16;
  const bitsStored = numberOf(instance, "00280101") ?? bitsAllocated;
  return {
    rows,
    columns,
    samplesPerPixel: numberOf(instance, "00280002") ?? 1,
    photometricInterpretation: textOf(instance, "00280004") ?? "MONOCHROME2",
    planarConfiguration: numberOf(instance, "00280006") ?? 0,
    bitsAllocated,
    bitsStored,
    highBit: numberOf(instance, "00280102") ?? bitsStored - 1,
    pixelRepresentation: numberOf(instance, "00280103") ?? 0,
    palette: parsePalette(instance),
  };
}

function describeFrame(instance: DicomJson, shared: DicomJson | null, group: DicomJson | null) {
  /** The functional group's item, else the root, where classic objects keep the same attribute. */
  const macro = (tag: string): DicomJson =>
    (group && itemOf(group, tag)) ?? (shared && itemOf(shared, tag)) ?? instance;
  const orientation = numbersOf(macro("00209116"), "00200037", 6);
  const measures = macro("00289110");
  const dimensions: Record<string, string> = {};
  for (const tag of DIMENSION_TAGS) {
    const values = (group && findInGroup(group, tag)) ?? instance[tag]?.Value;
    if (values) dimensions[tag] = values.join("\\");
  }
  const plane: PlaneDescription = {
    frameOfReferenceUid: textOf(instance, "00200052"),
    position: toVector3(numbersOf(macro("00209113"), "00200032", 3)),
    rowDirection: toVector3(orientation),
    columnDirection: toVector3(orientation, 3),
    ...spacingOf(instance, measures),
    sliceThickness: numberOf(measures, "00180050"),
    sliceLocation: numberOf(instance, "00201041"),
    patientOrientation: parsePatientOrientation(instance),
  };
  return {
    plane,
    windows: parseWindows(macro("00289132")),
    windowFunction: textOf(macro("00289132"), "00281056"),
    rescale: parseRescale(macro("00289145")),
    dimensions,
  };
}

/** A dimension attribute inside any macro of the frame's functional group. */
function findInGroup(group: DicomJson, tag: string): readonly unknown[] | null {
  for (const attribute of Object.values(group)) {
    const item = attribute?.Value?.[0];
    if (typeof item !== "object" || item === null) continue;
    const found = (item as DicomJson)[tag]?.Value;
    if (found) return found;
  }
  return null;
}

function parseWindows(dataset: DicomJson): DisplayWindow[] {
  const centers = numbersOf(dataset, "00281050") ?? [];
  const widths = numbersOf(dataset, "00281051") ?? [];
  return centers.flatMap((center, index) => {
    const width = widths[index];
    return width !== undefined && width > 0 ? [{ center, width }] : [];
  });
}

function parseRescale(dataset: DicomJson): Rescale | null {
  const slope = numberOf(dataset, "00281053");
  const intercept = numberOf(dataset, "00281052");
  if (slope === null && intercept === null) return null;
  return {
    slope: slope === null || slope === 0 ? 1 : slope,
    intercept: intercept ?? 0,
    type: textOf(dataset, "00281054"),
  };
}

/** Lossy Image Compression (0028,2110) "01": the image has lost information at some time. */
function parseLossy(instance: DicomJson): Frame["lossy"] {
  if (textOf(instance, "00282110") !== "01") return null;
  return { ratio: numberOf(instance, "00282112"), method: textOf(instance, "00282114") };
}

function parsePatientOrientation(instance: DicomJson): readonly [string, string] | null {
  const row = textOf(instance, "00200020", 0);
  const column = textOf(instance, "00200020", 1);
  return row && column ? [row, column] : null;
}
