import { describe, expect, it } from "vitest";
import { withRgbMark } from "@/features/viewer/model/jpegColor";

const START = [0xff, 0xd8];
const TABLE = [0xff, 0xdb, 0x00, 0x04, 1, 2];
const SCAN = [0xff, 0xda, 0x00, 0x02];

describe("withRgbMark", () => {
  it("adds Adobe's mark behind the start of an unmarked image", () => {
    const marked = withRgbMark(Uint8Array.of(...START, ...TABLE, ...SCAN));
    expect([...marked.slice(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xee]);
    expect(marked[17]).toBe(0);
    expect([...marked.slice(18)]).toEqual([...TABLE, ...SCAN]);
  });

  it.each([0xe0, 0xee])("leaves an image alone that has mark %i", (mark) => {
    const jpeg = Uint8Array.of(...START, ...TABLE, 0xff, mark, 0x00, 0x02, ...SCAN);
    expect(withRgbMark(jpeg)).toBe(jpeg);
  });
});
