import { describe, expect, it } from "vitest";
import { sortFrames } from "@/features/viewer/model/sortFrames";
import { frameAt } from "./fixtures";

const places = (frames: readonly { plane: { position: readonly number[] | null } }[]) =>
  frames.map(({ plane }) => plane.position?.[2]);

describe("sortFrames", () => {
  it("orders axial slices from head to feet when the numbers say nothing", () => {
    const frames = [frameAt(10, 2), frameAt(30, 1), frameAt(20, 3)];
    expect(places(sortFrames(frames))).toEqual([30, 20, 10]);
  });

  it("follows the instance numbers when they run along the normal", () => {
    const frames = [frameAt(30, 3), frameAt(10, 1), frameAt(20, 2)];
    expect(places(sortFrames(frames))).toEqual([10, 20, 30]);
  });

  it("shows repeated positions sweep after sweep", () => {
    const phase = (value: string) => ({ dimensions: { "00200100": value } });
    const frames = [
      frameAt(20, 1, phase("1")),
      frameAt(20, 2, phase("2")),
      frameAt(10, 3, phase("1")),
      frameAt(10, 4, phase("2")),
    ];
    const sorted = sortFrames(frames);
    expect(places(sorted)).toEqual([20, 10, 20, 10]);
    expect(sorted.map(({ dimensions }) => dimensions["00200100"])).toEqual(["1", "1", "2", "2"]);
  });

  it("falls back to instance numbers when slices are not parallel or have no place", () => {
    const coronal = frameAt(0, 1);
    coronal.plane = { ...coronal.plane, columnDirection: [0, 0, -1] };
    expect(sortFrames([frameAt(5, 2), coronal]).map((f) => f.instanceNumber)).toEqual([1, 2]);
    const placeless = frameAt(0, 1);
    placeless.plane = { ...placeless.plane, position: null };
    expect(sortFrames([frameAt(5, 2), placeless]).map((f) => f.instanceNumber)).toEqual([1, 2]);
  });
});
