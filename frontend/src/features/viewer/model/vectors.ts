import type { Vector3 } from "./types";

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function subtract(a: Vector3, b: Vector3): Vector3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function toVector3(values: readonly number[] | null, offset = 0): Vector3 | null {
  const [x, y, z] = values?.slice(offset, offset + 3) ?? [];
  return x === undefined || y === undefined || z === undefined ? null : [x, y, z];
}
