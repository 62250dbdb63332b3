import { formatNumber } from "./formatting";

/** A measurement as the image tools keep it, and where it lies. */
export interface Measured {
  length?: number;
  /** Degrees. */
  angle?: number;
  mean?: number;
  stdDev?: number;
  /** Unit of a mean, such as `HU`. */
  valueUnit?: string;
  lengthUnit: "mm" | "px";
  /** False where a length is not that at the patient. */
  calibrated: boolean;
  seriesNumber: number | null;
  instanceNumber: number | null;
}

/** Words for a measurement in a report, such as `12.3 mm (series 3, image 45)`; null where nothing was measured. */
export function measurementText(measured: Measured, uncalibrated: string): string | null {
  const value = measuredValue(measured, uncalibrated);
  if (value === null) return null;
  const { seriesNumber, instanceNumber } = measured;
  const place = [
    seriesNumber === null ? "" : `series ${seriesNumber}`,
    instanceNumber === null ? "" : `image ${instanceNumber}`,
  ].filter((part) => part !== "");
  return place.length > 0 ? `${value} (${place.join(", ")})` : value;
}

/** The value alone, as it stands beside the drawing. */
export function measuredValue(measured: Measured, uncalibrated: string): string | null {
  const { length, angle, mean, stdDev, valueUnit } = measured;
  if (isNumber(length)) {
    const said = `${formatNumber(length, 1)} ${measured.lengthUnit}`;
    return measured.calibrated ? said : `${said}, ${uncalibrated}`;
  }
  if (isNumber(angle)) return `${formatNumber(angle, 0)}°`;
  if (!isNumber(mean)) return null;
  const spread = isNumber(stdDev) ? ` ± ${formatNumber(stdDev, 0)}` : "";
  return `${formatNumber(mean, 0)}${spread} ${valueUnit ?? ""}`.trim();
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

type Source = () => readonly string[];
let source: Source = () => [];

/** Says where measurements are read; call the result when there are none any more. */
export function offerMeasurements(read: Source): () => void {
  source = read;
  return () => {
    if (source === read) source = () => [];
  };
}

/** What is measured on the images that are open now, in the order in which it was drawn. */
export function measurementsOnScreen(): readonly string[] {
  return source();
}
