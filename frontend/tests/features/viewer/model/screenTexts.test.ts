import { describe, expect, it } from "vitest";
import { autoWindow } from "@/features/viewer/model/autoWindow";
import { formatDate, formatPersonName, formatTime } from "@/features/viewer/model/formatting";
import { isCalibrated, lengthUnit, sliceText } from "@/features/viewer/model/frameText";
import { edgeMarkers } from "@/features/viewer/model/orientation";
import { paletteEntries } from "@/features/viewer/model/palette";
import { CT_WINDOW_PRESETS, presetsFor } from "@/features/viewer/model/windowPresets";
import { frameAt } from "./fixtures";

describe("texts on the image", () => {
  it("writes names and dates as people do", () => {
    expect(formatPersonName("Okafor^Adaeze^^Dr")).toBe("Okafor, Dr Adaeze");
    expect(formatPersonName("PHANTOM")).toBe("PHANTOM");
    expect(formatDate("20261118")).toBe("2026-11-18");
    expect(formatDate("2026-11-18T08:15:00Z")).toBe("2026-11-18");
    expect(formatTime("081530.2")).toBe("08:15");
  });

  it("puts patient letters on the edges of the screen", () => {
    const { plane } = frameAt(0, 1);
    expect(edgeMarkers(plane, [1, 0, 0], [0, 1, 0])).toEqual({
      top: "A",
      right: "L",
      bottom: "P",
      left: "R",
    });
    expect(edgeMarkers(plane, [-1, 0, 0], [0, 1, 0]).right).toBe("R");
    expect(edgeMarkers(plane, [0.8, 0.6, 0], [0, 0, -1])).toMatchObject({
      right: "LP",
      left: "RA",
      bottom: "F",
    });
  });

  it("uses Patient Orientation for projections, turned with the image", () => {
    const plane = {
      ...frameAt(0, 1).plane,
      rowDirection: null,
      columnDirection: null,
      patientOrientation: ["L", "F"] as const,
    };
    expect(edgeMarkers(plane, [1, 0, 0], [0, 1, 0])).toMatchObject({ right: "L", top: "H" });
    expect(edgeMarkers(plane, [0, -1, 0], [1, 0, 0])).toMatchObject({ right: "H", bottom: "L" });
    const bare = { ...plane, patientOrientation: null };
    expect(edgeMarkers(bare, [1, 0, 0], [0, 1, 0]).right).toBe("");
  });

  it("calls millimetres calibrated only at the patient", () => {
    const frame = frameAt(0, 1);
    expect([lengthUnit(frame), isCalibrated(frame)]).toEqual(["mm", true]);
    frame.plane = { ...frame.plane, spacingSource: "detector" };
    expect([lengthUnit(frame), isCalibrated(frame)]).toEqual(["mm", false]);
    frame.plane = { ...frame.plane, spacing: null, spacingSource: "none" };
    expect([lengthUnit(frame), isCalibrated(frame)]).toEqual(["px", false]);
  });

  it("takes the slice's place from its position when it has no location", () => {
    expect(sliceText(frameAt(-12.34, 1))).toEqual({ location: "-12.3", thickness: "" });
  });
});

describe("windows", () => {
  it("has CT windows on keys 1 to 7 and none for other modalities", () => {
    expect(CT_WINDOW_PRESETS.map(({ key }) => key).join("")).toBe("1234567");
    expect(presetsFor("MR")).toEqual([]);
  });

  it("leaves out the extremes", () => {
    const values = Float32Array.from({ length: 10_000 }, (_, i) => (i === 0 ? 1e6 : i % 1000));
    const { center, width } = autoWindow(values);
    expect(center + width / 2).toBeLessThan(2000);
    expect(autoWindow(new Int16Array(16))).toEqual({ center: 0, width: 1 });
  });
});

describe("palettes", () => {
  it("reads 16-bit, packed 8-bit and padded 8-bit tables", () => {
    expect([...paletteEntries([2, 0, 16], Uint8Array.of(0, 1, 255, 255))]).toEqual([256, 65535]);
    expect([...paletteEntries([4, 0, 8], Uint8Array.of(1, 2, 3, 4))]).toEqual([1, 2, 3, 4]);
    expect([...paletteEntries([2, 0, 8], Uint8Array.of(1, 0, 2, 0))]).toEqual([1, 2]);
  });
});
