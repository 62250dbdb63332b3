import type { Frame, Vector3 } from "./types";
import { cross, dot } from "./vectors";

/** Cosine above which two slices count as parallel (about two and a half degrees). */
const PARALLEL = 0.999;
/** Millimetres within which two slices count as being at one place. */
const SAME_PLACE = 0.01;

interface Placed {
  frame: Frame;
  distance: number;
}

/**
 * Orders frames for scrolling: along the slice normal when all are parallel, otherwise by number.
 *
 * Repeated positions (phases, echoes, b-values) become consecutive sweeps. The end that comes first
 * follows the instance numbers when they run along the normal, else head, front or right first.
 */
export function sortFrames(frames: readonly Frame[]): Frame[] {
  const placed = placeAlongNormal(frames);
  if (!placed) return [...frames].sort(compareNumbers);
  const sweeps = splitSweeps(placed);
  if (!sweeps) return [...frames].sort(compareNumbers);
  return sweeps.flatMap((sweep) => {
    const ascending = [...sweep].sort((a, b) => a.distance - b.distance);
    if (startsAtFarEnd(ascending)) ascending.reverse();
    return ascending.map(({ frame }) => frame);
  });
}

export function normalOf(frame: Frame): Vector3 | null {
  const { rowDirection, columnDirection } = frame.plane;
  return rowDirection && columnDirection ? cross(rowDirection, columnDirection) : null;
}

function placeAlongNormal(frames: readonly Frame[]): Placed[] | null {
  const [first] = frames;
  const normal = first && normalOf(first);
  if (!normal || frames.length < 2) return null;
  const placed: Placed[] = [];
  for (const frame of frames) {
    const own = normalOf(frame);
    if (!own || !frame.plane.position || Math.abs(dot(own, normal)) < PARALLEL) return null;
    placed.push({ frame, distance: dot(frame.plane.position, normal) });
  }
  return placed;
}

/** One group when positions are distinct; else the first attribute that makes them distinct. */
function splitSweeps(placed: readonly Placed[]): Placed[][] | null {
  if (hasDistinctPlaces(placed)) return [[...placed]];
  const tags = new Set(placed.flatMap(({ frame }) => Object.keys(frame.dimensions)));
  for (const tag of tags) {
    const groups = new Map<string, Placed[]>();
    for (const item of placed) {
      const value = item.frame.dimensions[tag] ?? "";
      groups.set(value, [...(groups.get(value) ?? []), item]);
    }
    const sweeps = [...groups.values()];
    if (sweeps.length > 1 && sweeps.every(hasDistinctPlaces)) {
      return sweeps.sort((a, b) => lowestNumber(a) - lowestNumber(b));
    }
  }
  return null;
}

function hasDistinctPlaces(placed: readonly Placed[]): boolean {
  const distances = placed.map(({ distance }) => distance).sort((a, b) => a - b);
  return distances.every((distance, index) => {
    const previous = distances[index - 1];
    return previous === undefined || distance - previous > SAME_PLACE;
  });
}

function startsAtFarEnd(ascending: readonly Placed[]): boolean {
  const numbers = ascending.map(({ frame }) => sequenceNumber(frame));
  const pairs = numbers.slice(1).map((number, index) => number - (numbers[index] ?? number));
  if (pairs.length > 0 && pairs.every((step) => step > 0)) return false;
  if (pairs.length > 0 && pairs.every((step) => step < 0)) return true;
  const first = ascending[0]?.frame;
  const normal = first && normalOf(first);
  return normal ? pointsToConventionalStart(normal) : false;
}

/** Whether going along the normal leads to the head (axial), the front (coronal) or the right. */
function pointsToConventionalStart([x, y, z]: Vector3): boolean {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (az >= ax && az >= ay) return z > 0;
  return ay >= ax ? y < 0 : x < 0;
}

function sequenceNumber(frame: Frame): number {
  return (frame.instanceNumber ?? 0) * 1e5 + frame.frameNumber;
}

function lowestNumber(placed: readonly Placed[]): number {
  return Math.min(...placed.map(({ frame }) => sequenceNumber(frame)));
}

function compareNumbers(a: Frame, b: Frame): number {
  return sequenceNumber(a) - sequenceNumber(b) || a.sopInstanceUid.localeCompare(b.sopInstanceUid);
}
