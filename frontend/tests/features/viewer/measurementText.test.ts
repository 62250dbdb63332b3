import { describe, expect, it } from "vitest";
import { type Measured, measurementText } from "@/features/viewer/model/measurements";

const place: Measured = {
  lengthUnit: "mm",
  calibrated: true,
  seriesNumber: 3,
  instanceNumber: 45,
};

describe("a measurement in a report", () => {
  it.each([
    [{ length: 12.34 }, "12.3 mm (series 3, image 45)"],
    [{ length: 12.34, calibrated: false }, "12.3 mm, at the detector (series 3, image 45)"],
    [{ angle: 44.6, seriesNumber: null }, "45° (image 45)"],
    [{ mean: -812.4, stdDev: 20.2, valueUnit: "HU" }, "-812 ± 20 HU (series 3, image 45)"],
    [{ length: Number.NaN }, null],
    [{}, null],
  ])("%j", (measured, text) => {
    expect(measurementText({ ...place, ...measured }, "at the detector")).toBe(text);
  });
});
