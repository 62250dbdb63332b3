import { formatNumber } from "./formatting";
import type { Frame } from "./types";

/** Unit of a length measured on a frame. */
export function lengthUnit(frame: Frame | null): "mm" | "px" {
  return frame?.plane.spacing ? "mm" : "px";
}

/** A length is trusted in millimetres only when the spacing is that at the patient. */
export function isCalibrated(frame: Frame | null): boolean {
  const source = frame?.plane.spacingSource;
  return source === "patient" || source === "ultrasound";
}

/** Compression ratio as `12:1`, or an empty text if the image does not say. */
export function lossyRatio(frame: Frame): string {
  const ratio = frame.lossy?.ratio;
  return ratio ? `${formatNumber(ratio, ratio < 10 ? 1 : 0)}:1` : "";
}

/** Slice location (or position along the main axis) and thickness in millimetres. */
export function sliceText(frame: Frame): { location: string; thickness: string } {
  const { sliceLocation, sliceThickness, position } = frame.plane;
  const location = sliceLocation ?? (position && mainAxisPosition(frame, position));
  return {
    location: location === null ? "" : formatNumber(location, 1),
    thickness: sliceThickness === null ? "" : formatNumber(sliceThickness, 1),
  };
}

function mainAxisPosition(frame: Frame, position: readonly number[]): number | null {
  const { rowDirection, columnDirection } = frame.plane;
  if (!rowDirection || !columnDirection) return null;
  const shares = [0, 1, 2].map((axis) =>
    Math.max(Math.abs(rowDirection[axis] ?? 0), Math.abs(columnDirection[axis] ?? 0)),
  );
  const axis = shares.indexOf(Math.min(...shares));
  return position[axis] ?? null;
}
