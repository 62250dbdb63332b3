import { describe, expect, it } from "vitest";
import { parseFrames } from "@/features/viewer/model/parseFrames";
import { attribute, sliceMetadata } from "./fixtures";

const parse = (changes = {}) => parseFrames(sliceMetadata(changes), "/dicom-web/i/1.2.3.1");

describe("parseFrames", () => {
  it("describes a classic slice", () => {
    const [frame] = parse();
    expect(frame?.imageId).toBe("wadors:/dicom-web/i/1.2.3.1/frames/1");
    expect(frame?.pixel).toMatchObject({ rows: 512, columns: 256, bitsStored: 12, palette: null });
    expect(frame?.plane).toMatchObject({
      position: [0, 0, 10],
      rowDirection: [1, 0, 0],
      columnDirection: [0, 1, 0],
      spacing: { row: 0.7, column: 0.5 },
      spacingSource: "patient",
    });
    expect(frame?.windows).toEqual([
      { center: 40, width: 400 },
      { center: 500, width: 2000 },
    ]);
    expect(frame?.rescale).toMatchObject({ slope: 1, intercept: -1024 });
    expect(frame?.lossy).toBeNull();
  });

  it("gives nothing for an object without pixels", () => {
    expect(parse({ "00280010": undefined })).toEqual([]);
  });

  it("gives every frame of a moving image the same description", () => {
    const frames = parse({ "00280008": attribute("IS", "3") });
    expect(frames.map(({ frameNumber }) => frameNumber)).toEqual([1, 2, 3]);
    expect(frames[2]?.url).toBe("/dicom-web/i/1.2.3.1/frames/3");
  });

  it("reads geometry and windows of enhanced objects from the functional groups", () => {
    const group = (z: number) => ({
      "00209113": attribute("SQ", { "00200032": attribute("DS", 0, 0, z) }),
      "00289132": attribute("SQ", {
        "00281050": attribute("DS", z * 10),
        "00281051": attribute("DS", 100),
      }),
    });
    const frames = parse({
      "00280008": attribute("IS", 2),
      "00280030": undefined,
      "52009229": attribute("SQ", {
        "00289110": attribute("SQ", {
          "00280030": attribute("DS", 2, 2),
          "00180050": attribute("DS", 5),
        }),
      }),
      "52009230": attribute("SQ", group(1), group(2)),
    });
    expect(frames.map(({ plane }) => plane.position)).toEqual([
      [0, 0, 1],
      [0, 0, 2],
    ]);
    expect(frames[1]?.windows).toEqual([{ center: 20, width: 100 }]);
    expect(frames[0]?.plane).toMatchObject({ spacing: { row: 2, column: 2 }, sliceThickness: 5 });
  });

  it("tells spacing at the detector from spacing at the patient", () => {
    const detector = { "00280030": undefined, "00181164": attribute("DS", 0.2, 0.2) };
    expect(parse(detector)[0]?.plane.spacingSource).toBe("detector");
    const corrected = parse({ ...detector, "00181114": attribute("DS", 2) })[0]?.plane;
    expect(corrected).toMatchObject({
      spacing: { row: 0.1, column: 0.1 },
      spacingSource: "patient",
    });
    expect(parse({ "00280030": undefined })[0]?.plane.spacing).toBeNull();
  });

  it("takes an ultrasound scale only when all its regions agree", () => {
    const region = (delta: number) => ({
      "00186012": attribute("US", 1),
      "00186024": attribute("US", 3),
      "00186026": attribute("US", 3),
      "0018602C": attribute("FD", delta),
      "0018602E": attribute("FD", delta),
    });
    const one = parse({ "00280030": undefined, "00186011": attribute("SQ", region(0.05)) });
    expect(one[0]?.plane).toMatchObject({ spacingSource: "ultrasound", spacing: { row: 0.5 } });
    const two = parse({
      "00280030": undefined,
      "00186011": attribute("SQ", region(0.05), region(0.1)),
    });
    expect(two[0]?.plane.spacing).toBeNull();
  });

  it("marks images that were ever compressed with loss", () => {
    const [frame] = parse({
      "00282110": attribute("CS", "01"),
      "00282112": attribute("DS", "12.5"),
    });
    expect(frame?.lossy).toEqual({ ratio: 12.5, method: null });
  });
});
