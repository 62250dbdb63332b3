import type { DisplayWindow } from "./types";

const BINS = 2048;
/** Share of pixels cut off at either end. */
const TAIL = 0.005;
/** Enough samples for a stable histogram; more costs time before the first image. */
const SAMPLES = 65536;

/** A window over all but the extreme half per cent of values, for images that carry none. */
export function autoWindow(values: ArrayLike<number>): DisplayWindow {
  const step = Math.max(1, Math.floor(values.length / SAMPLES));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += step) {
    const value = values[index] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return { center: Number.isFinite(low) ? low : 0, width: 1 };
  const histogram = new Uint32Array(BINS);
  const scale = (BINS - 1) / (high - low);
  let total = 0;
  for (let index = 0; index < values.length; index += step) {
    const bin = Math.round(((values[index] ?? 0) - low) * scale);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
    total += 1;
  }
  const bottom = low + quantileBin(histogram, total * TAIL) / scale;
  const top = low + quantileBin(histogram, total * (1 - TAIL)) / scale;
  return top > bottom
    ? { center: (bottom + top) / 2, width: top - bottom }
    : { center: (low + high) / 2, width: high - low };
}

function quantileBin(histogram: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let bin = 0; bin < histogram.length; bin += 1) {
    seen += histogram[bin] ?? 0;
    if (seen >= wanted) return bin;
  }
  return histogram.length - 1;
}
