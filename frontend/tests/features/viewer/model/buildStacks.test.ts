import { describe, expect, it } from "vitest";
import { buildStacks } from "@/features/viewer/model/buildStacks";
import { attribute, seriesOf, sliceMetadata } from "./fixtures";

describe("buildStacks", () => {
  it("puts slices of a series into one stack", () => {
    const instances = [1, 2, 3].map((number) =>
      sliceMetadata({
        "00080018": attribute("UI", `1.2.3.${number}`),
        "00200013": attribute("IS", number),
        "00200032": attribute("DS", 0, 0, number),
      }),
    );
    const stacks = buildStacks(seriesOf("CT"), instances, "/dicom-web");
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).toMatchObject({ id: "1.2.3", isMoving: false });
    expect(stacks[0]?.frames[0]?.url).toBe(
      "/dicom-web/studies/1.2/series/1.2.3/instances/1.2.3.1/frames/1",
    );
  });

  it("gives every projection a stack, named by its view", () => {
    const view = (number: number, position: string) =>
      sliceMetadata({
        "00080018": attribute("UI", `1.2.3.${number}`),
        "00200013": attribute("IS", number),
        "00185101": attribute("CS", position),
      });
    const stacks = buildStacks(seriesOf("DX"), [view(2, "LL"), view(1, "PA")], "/dicom-web");
    expect(stacks.map(({ label }) => label)).toEqual(["Chest PA #1", "Chest LL #2"]);
    expect(stacks.map(({ id }) => id)).toEqual(["1.2.3", "1.2.3#2"]);
  });

  it("plays a multi-frame ultrasound at its own rate", () => {
    const clip = sliceMetadata({
      "00280008": attribute("IS", 40),
      "00181063": attribute("DS", "33.3"),
    });
    const [stack] = buildStacks(seriesOf("US"), [clip], "/dicom-web");
    expect(stack).toMatchObject({ isMoving: true, frameTime: 33.3 });
    expect(stack?.frames).toHaveLength(40);
  });

  it("leaves out objects without pixels", () => {
    const report = sliceMetadata({ "00280010": undefined });
    expect(buildStacks(seriesOf("SR"), [report], "/dicom-web")).toEqual([]);
  });
});
