import { Enums, metaData } from "@cornerstonejs/core";
import type { Frame, Stack } from "../model/types";

type ColorTables = readonly [Uint8Array, Uint8Array, Uint8Array];

/**
 * The frames Cornerstone may ask about, by image id.
 *
 * Answers Cornerstone's metadata modules from our own description of a frame, so that one series
 * metadata request is all it ever needs.
 */
export class FrameRegistry {
  private readonly frames = new Map<string, { frame: Frame; stack: Stack }>();
  private readonly decodedToRgb = new Set<string>();
  private readonly colorTables = new Map<string, ColorTables>();
  private readonly provide = (type: string, query: unknown) =>
    typeof query === "string" ? this.module(type, query) : undefined;

  constructor() {
    metaData.addProvider(this.provide, 10_000);
  }

  add(stack: Stack): void {
    for (const frame of stack.frames) this.frames.set(frame.imageId, { frame, stack });
  }

  frame(imageId: string): Frame | null {
    return this.frames.get(imageId)?.frame ?? null;
  }

  seriesNumber(imageId: string): number | null {
    return this.frames.get(imageId)?.stack.series.seriesNumber ?? null;
  }

  /** The codec already turned this frame's colours into RGB, whatever its header says. */
  markDecodedToRgb(imageId: string): void {
    this.decodedToRgb.add(imageId);
  }

  setColorTables(sopInstanceUid: string, tables: ColorTables): void {
    this.colorTables.set(sopInstanceUid, tables);
  }

  hasColorTables(sopInstanceUid: string): boolean {
    return this.colorTables.has(sopInstanceUid);
  }

  dispose(): void {
    metaData.removeProvider(this.provide);
    this.frames.clear();
    this.colorTables.clear();
    this.decodedToRgb.clear();
  }

  private module(type: string, imageId: string): object | undefined {
    const known = this.frames.get(imageId);
    if (!known) return undefined;
    const { frame, stack } = known;
    const { MetadataModules } = Enums;
    switch (type) {
      case MetadataModules.IMAGE_PIXEL:
        return this.pixelModule(frame);
      case MetadataModules.IMAGE_PLANE:
        return planeModule(frame);
      case MetadataModules.VOI_LUT:
        return voiModule(frame);
      case MetadataModules.MODALITY_LUT:
        return frame.rescale
          ? {
              rescaleSlope: frame.rescale.slope,
              rescaleIntercept: frame.rescale.intercept,
              rescaleType: frame.rescale.type ?? undefined,
            }
          : {};
      case MetadataModules.GENERAL_SERIES:
        return {
          modality: stack.series.modality,
          seriesInstanceUID: stack.series.seriesInstanceUid,
          studyInstanceUID: stack.series.studyInstanceUid,
          seriesNumber: stack.series.seriesNumber ?? undefined,
        };
      case MetadataModules.SOP_COMMON:
        return { sopClassUID: frame.sopClassUid, sopInstanceUID: frame.sopInstanceUid };
      case MetadataModules.CALIBRATION:
        return {};
      default:
        return undefined;
    }
  }

  private pixelModule(frame: Frame): object {
    const { palette, ...pixel } = frame.pixel;
    if (this.decodedToRgb.has(frame.imageId)) {
      return { ...pixel, photometricInterpretation: "RGB", planarConfiguration: 0 };
    }
    const tables = this.colorTables.get(frame.sopInstanceUid);
    if (!palette || !tables) return pixel;
    const [red, green, blue] = palette;
    return {
      ...pixel,
      redPaletteColorLookupTableDescriptor: red.descriptor,
      greenPaletteColorLookupTableDescriptor: green.descriptor,
      bluePaletteColorLookupTableDescriptor: blue.descriptor,
      redPaletteColorLookupTableData: tables[0],
      greenPaletteColorLookupTableData: tables[1],
      bluePaletteColorLookupTableData: tables[2],
    };
  }
}

/** Images without geometry are laid out with one unit a pixel; lengths then count pixels. */
function planeModule(frame: Frame): object {
  const { plane, pixel } = frame;
  const row = plane.rowDirection ?? [1, 0, 0];
  const column = plane.columnDirection ?? [0, 1, 0];
  const spacing = plane.spacing ?? { row: 1, column: 1 };
  return {
    frameOfReferenceUID: plane.frameOfReferenceUid ?? frame.sopInstanceUid,
    rows: pixel.rows,
    columns: pixel.columns,
    imageOrientationPatient: [...row, ...column],
    rowCosines: [...row],
    columnCosines: [...column],
    imagePositionPatient: [...(plane.position ?? [0, 0, 0])],
    sliceThickness: plane.sliceThickness ?? undefined,
    sliceLocation: plane.sliceLocation ?? undefined,
    pixelSpacing: [spacing.row, spacing.column],
    rowPixelSpacing: spacing.row,
    columnPixelSpacing: spacing.column,
    usingDefaultValues: !plane.spacing || !plane.rowDirection || !plane.position,
  };
}

function voiModule(frame: Frame): object {
  if (frame.windows.length === 0) return {};
  return {
    windowCenter: frame.windows.map(({ center }) => center),
    windowWidth: frame.windows.map(({ width }) => width),
    voiLUTFunction: frame.windowFunction ?? undefined,
  };
}
