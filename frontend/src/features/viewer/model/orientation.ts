import type { PlaneDescription, Vector3 } from "./types";

export interface EdgeMarkers {
  top: string;
  right: string;
  bottom: string;
  left: string;
}

const OPPOSITE: Readonly<Record<string, string>> = {
  L: "R",
  R: "L",
  A: "P",
  P: "A",
  H: "F",
  F: "H",
};

/** Below this share of the vector a direction is not worth a letter. */
const NEGLIGIBLE = 0.25;

/**
 * Letters for the screen's four edges, given the patient directions of "right" and "down" on screen
 * (already turned and flipped as shown). Empty when the image carries no orientation.
 */
export function edgeMarkers(
  plane: PlaneDescription,
  screenRight: Vector3,
  screenDown: Vector3,
): EdgeMarkers {
  const letters = plane.rowDirection
    ? patientLetters
    : (direction: Vector3) => projectionLetters(plane, direction);
  const right = letters(screenRight);
  const bottom = letters(screenDown);
  return { right, left: oppositeOf(right), bottom, top: oppositeOf(bottom) };
}

/** Patient-based axes: +x left, +y posterior, +z head (PS3.3 C.7.6.2.1.1). */
function patientLetters(direction: Vector3): string {
  const length = Math.hypot(...direction) || 1;
  const axes: readonly [number, string, string][] = [
    [direction[0] / length, "L", "R"],
    [direction[1] / length, "P", "A"],
    [direction[2] / length, "H", "F"],
  ];
  return axes
    .filter(([share]) => Math.abs(share) > NEGLIGIBLE)
    .sort(([a], [b]) => Math.abs(b) - Math.abs(a))
    .map(([share, positive, negative]) => (share > 0 ? positive : negative))
    .join("");
}

/** Projections carry letters for row and column only; the image lies in the x/y plane then. */
function projectionLetters(plane: PlaneDescription, [x, y]: Vector3): string {
  if (!plane.patientOrientation) return "";
  const [row, column] = plane.patientOrientation;
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 ? row : oppositeOf(row);
  return y >= 0 ? column : oppositeOf(column);
}

function oppositeOf(letters: string): string {
  return [...letters].map((letter) => OPPOSITE[letter] ?? letter).join("");
}
