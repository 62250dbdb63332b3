import type { DisplayWindow } from "./types";

/** A measurement on a frame, its points in columns and rows from the frame's top left corner. */
export interface DrawnMark {
  kind: "length" | "angle" | "ellipse";
  points: [number, number][];
  text: string;
}

/** Which frame it is, whatever viewport it stands in. */
export interface FramePlace {
  studyInstanceUid: string;
  seriesInstanceUid: string;
  sopInstanceUid: string;
  frameNumber: number;
}

/** How a frame lies on screen: quarters of a turn clockwise in degrees, then a horizontal flip. */
export interface Turn {
  rotation: 0 | 90 | 180 | 270;
  flipped: boolean;
}

/** A frame as it is on screen, without zoom and pan: what a report can point at. */
export interface FrameView extends FramePlace, Turn {
  sopClassUid: string;
  numberOfFrames: number;
  modality: string;
  seriesNumber: number | null;
  instanceNumber: number | null;
  /** As DICOM writes it, `YYYYMMDD`. */
  studyDate: string | null;
  /** Null for colour. */
  window: DisplayWindow | null;
  inverted: boolean;
  marks: DrawnMark[];
}

/** What has been measured on a frame since it was told last. */
export interface Remeasured {
  sopInstanceUid: string;
  frameNumber: number;
  added: DrawnMark[];
  gone: DrawnMark[];
}

/** What stands only in `now`, and what only in `before`; a measurement that was moved is in both. */
export function changedMarks(
  before: readonly DrawnMark[],
  now: readonly DrawnMark[],
): Pick<Remeasured, "added" | "gone"> {
  const only = (these: readonly DrawnMark[], those: readonly DrawnMark[]) => {
    const known = new Set(those.map((mark) => JSON.stringify(mark)));
    return these.filter((mark) => !known.has(JSON.stringify(mark)));
  };
  return { added: only(now, before), gone: only(before, now) };
}

/** A frame that the report points at, and its number there. */
export interface MarkedFrame extends FramePlace {
  number: number;
}

export function isSameFrame(one: FramePlace, other: FramePlace): boolean {
  return one.sopInstanceUid === other.sopInstanceUid && one.frameNumber === other.frameNumber;
}

/** How image axes lie, from the directions on screen (y down) of the row and the column direction. */
export function turnOf(right: readonly [number, number], down: readonly [number, number]): Turn {
  const flipped = right[0] * down[1] - right[1] * down[0] < 0;
  const across = flipped ? -right[0] : right[0];
  const quarters = Math.round(Math.atan2(right[1], across) / (Math.PI / 2));
  const turns = [0, 90, 180, 270] as const;
  return { rotation: turns[(quarters + 4) % 4] ?? 0, flipped };
}

/** What to bring on screen: a frame, in its window where it has one. */
export interface FrameCall extends FramePlace {
  window: DisplayWindow | null;
}

type Shower = (call: FrameCall) => void;
let shower: Shower | null = null;

/** Says who brings frames on screen; call the result when nobody does any more. */
export function offerFrames(show: Shower): () => void {
  shower = show;
  return () => {
    if (shower === show) shower = null;
  };
}

/** Brings a frame on screen, of the study that is open or of a prior; false where no images are open. */
export function showFrame(call: FrameCall): boolean {
  shower?.(call);
  return shower !== null;
}
