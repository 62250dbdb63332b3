import { type DicomJson, itemsOf, numberOf, numbersOf } from "./dicomJson";
import type { PlaneDescription } from "./types";

type Spacing = Pick<PlaneDescription, "spacing" | "spacingSource">;

/** Physical Units X/Y Direction (0018,6024/6026) value for centimetres. */
const CENTIMETRES = 3;
/** Region Data Type (0018,6014) or Region Spatial Format (0018,6012) 1: a two-dimensional image. */
const TWO_DIMENSIONAL = 1;

/**
 * Millimetres per pixel and where they come from.
 *
 * Pixel Spacing (0028,0030) is at the patient; Imager Pixel Spacing (0018,1164) is at the detector
 * and magnified unless an Estimated Radiographic Magnification Factor (0018,1114) corrects it
 * (PS3.3 10.7.1.3); ultrasound gives its own calibration by region (PS3.3 C.8.5.5).
 */
export function spacingOf(instance: DicomJson, measures: DicomJson): Spacing {
  const patient = positivePair(numbersOf(measures, "00280030", 2));
  if (patient) return { spacing: patient, spacingSource: "patient" };
  const detector =
    positivePair(numbersOf(instance, "00181164", 2)) ??
    positivePair(numbersOf(instance, "00182010", 2));
  if (detector) {
    const magnification = numberOf(instance, "00181114");
    if (magnification === null || magnification <= 0) {
      return { spacing: detector, spacingSource: "detector" };
    }
    const { row, column } = detector;
    return {
      spacing: { row: row / magnification, column: column / magnification },
      spacingSource: "patient",
    };
  }
  return ultrasoundSpacing(instance) ?? { spacing: null, spacingSource: "none" };
}

/** Only when every two-dimensional region has one and the same scale is a length unambiguous. */
function ultrasoundSpacing(instance: DicomJson): Spacing | null {
  const scales = itemsOf(instance, "00186011")
    .filter((region) => numberOf(region, "00186012") === TWO_DIMENSIONAL)
    .filter((region) => numberOf(region, "00186024") === CENTIMETRES)
    .filter((region) => numberOf(region, "00186026") === CENTIMETRES)
    .map((region) =>
      positivePair([
        Math.abs(numberOf(region, "0018602E") ?? 0) * 10,
        Math.abs(numberOf(region, "0018602C") ?? 0) * 10,
      ]),
    );
  const [first] = scales;
  if (!first) return null;
  const agree = scales.every((scale) => scale?.row === first.row && scale.column === first.column);
  return agree ? { spacing: first, spacingSource: "ultrasound" } : null;
}

function positivePair(values: readonly number[] | null): { row: number; column: number } | null {
  const [row, column] = values ?? [];
  return row !== undefined && column !== undefined && row > 0 && column > 0
    ? { row, column }
    : null;
}
