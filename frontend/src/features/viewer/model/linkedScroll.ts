import { normalOf } from "./sortFrames";
import type { Frame } from "./types";
import { dot } from "./vectors";

/** Cosine above which two stacks are cut in the same plane (about eight degrees). */
const SAME_PLANE = 0.99;

/**
 * The frame of `target` at the place of `source[sourceIndex]`, or null when the stacks are not cut
 * in the same plane.
 *
 * Two studies rarely share a frame of reference: `offset` (mm along the normal, from
 * `linkOffset`) then carries the match made when the link was switched on.
 */
export function linkedIndex(
  source: readonly Frame[],
  sourceIndex: number,
  target: readonly Frame[],
  offset: number,
): number | null {
  const wanted = distanceAlong(source, source[sourceIndex]);
  if (wanted === null || !areParallel(source, target)) return null;
  let best: number | null = null;
  let smallest = Number.POSITIVE_INFINITY;
  target.forEach((frame, index) => {
    const distance = distanceAlong(source, frame);
    if (distance === null) return;
    const error = Math.abs(distance + offset - wanted);
    if (error < smallest) {
      smallest = error;
      best = index;
    }
  });
  return best;
}

/** Millimetres to add to the target so that the two frames shown now are at one place. */
export function linkOffset(
  source: readonly Frame[],
  sourceIndex: number,
  target: readonly Frame[],
  targetIndex: number,
): number {
  const sourceFrame = source[sourceIndex];
  const targetFrame = target[targetIndex];
  const sharesReference =
    sourceFrame?.plane.frameOfReferenceUid !== null &&
    sourceFrame?.plane.frameOfReferenceUid === targetFrame?.plane.frameOfReferenceUid;
  if (sharesReference) return 0;
  const from = distanceAlong(source, sourceFrame);
  const to = distanceAlong(source, targetFrame);
  return from === null || to === null ? 0 : from - to;
}

function areParallel(source: readonly Frame[], target: readonly Frame[]): boolean {
  const a = source[0] && normalOf(source[0]);
  const b = target[0] && normalOf(target[0]);
  return Boolean(a && b && Math.abs(dot(a, b)) >= SAME_PLANE);
}

function distanceAlong(stack: readonly Frame[], frame: Frame | undefined): number | null {
  const normal = stack[0] && normalOf(stack[0]);
  return normal && frame?.plane.position ? dot(frame.plane.position, normal) : null;
}
