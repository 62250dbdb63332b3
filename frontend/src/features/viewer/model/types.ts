/** What the viewer knows about a study's images. Pure data: no React, no Cornerstone. */

export type Vector3 = readonly [number, number, number];

export interface StudyPatient {
  name: string;
  patientId: string;
  birthDate: string | null;
  sex: string | null;
}

export interface PriorStudy {
  studyInstanceUid: string;
  label: string;
  studyAt: string | null;
  /** With these the standard hanging can put a comparable prior beside the study at once. */
  modalities?: readonly string[];
  bodyPart?: string | null;
}

/** One row of QIDO-RS "search for series" (DICOM PS3.18 10.6.3.3). */
export interface SeriesSummary {
  studyInstanceUid: string;
  seriesInstanceUid: string;
  seriesNumber: number | null;
  modality: string;
  description: string;
  bodyPart: string;
  instanceCount: number | null;
}

/** A document filed in the study, such as a report, and the address of its page. */
export interface StudyDocument {
  label: string;
  url: string;
}

/** Where a pixel spacing comes from decides whether a length may be called calibrated. */
export type SpacingSource = "patient" | "detector" | "ultrasound" | "none";

export interface PlaneDescription {
  frameOfReferenceUid: string | null;
  position: Vector3 | null;
  rowDirection: Vector3 | null;
  columnDirection: Vector3 | null;
  /** Millimetres between rows and between columns, or null when the image carries none. */
  spacing: { row: number; column: number } | null;
  spacingSource: SpacingSource;
  sliceThickness: number | null;
  sliceLocation: number | null;
  /** Patient Orientation (0020,0020): the letters of the row and of the column direction. */
  patientOrientation: readonly [string, string] | null;
}

/** One colour of a palette as the metadata gives it: inline, or behind a bulk data address. */
export interface PaletteChannel {
  /** Number of entries, first value mapped, bits per entry (PS3.3 C.7.6.3.1.5). */
  descriptor: readonly [number, number, number];
  source: { base64: string } | { url: string } | { values: readonly number[] };
}

export type Palette = readonly [PaletteChannel, PaletteChannel, PaletteChannel];

export interface PixelDescription {
  rows: number;
  columns: number;
  samplesPerPixel: number;
  photometricInterpretation: string;
  planarConfiguration: number;
  bitsAllocated: number;
  bitsStored: number;
  highBit: number;
  pixelRepresentation: number;
  /** Red, green and blue tables; null unless the image is PALETTE COLOR. */
  palette: Palette | null;
}

export interface DisplayWindow {
  center: number;
  width: number;
}

export interface Rescale {
  slope: number;
  intercept: number;
  type: string | null;
}

/** One frame that can be shown; the unit of loading, caching and scrolling. */
export interface Frame {
  imageId: string;
  /** The WADO-RS frame resource. */
  url: string;
  sopInstanceUid: string;
  sopClassUid: string;
  instanceNumber: number | null;
  frameNumber: number;
  numberOfFrames: number;
  pixel: PixelDescription;
  plane: PlaneDescription;
  windows: readonly DisplayWindow[];
  windowFunction: string | null;
  rescale: Rescale | null;
  lossy: { ratio: number | null; method: string | null } | null;
  /** Attributes that tell repeated positions apart, in the order they are tried. */
  dimensions: Readonly<Record<string, string>>;
}

/** What is put into a viewport: a series, or one clip or projection of a series. */
export interface Stack {
  id: string;
  series: SeriesSummary;
  label: string;
  studyDate: string | null;
  studyTime: string | null;
  viewPosition: string | null;
  frames: readonly Frame[];
  /** Milliseconds between frames of a moving image; null for a stack of slices. */
  frameTime: number | null;
  isMoving: boolean;
}
