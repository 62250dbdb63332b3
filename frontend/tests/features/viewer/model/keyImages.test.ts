import { describe, expect, it } from "vitest";
import { turnOf } from "@/features/viewer/model/keyImages";

describe("how a frame lies", () => {
  // Directions on screen of the row and the column, y down.
  it.each([
    [[1, 0], [0, 1], 0, false],
    [[0, 1], [-1, 0], 90, false],
    [[-1, 0], [0, -1], 180, false],
    [[0, -1], [1, 0], 270, false],
    [[-1, 0], [0, 1], 0, true],
    [[0, 1], [1, 0], 90, true],
    [[1, 0], [0, -1], 180, true],
    [[0, -1], [-1, 0], 270, true],
  ] as const)("is told from %j and %j", (right, down, rotation, flipped) => {
    expect(turnOf(right, down)).toEqual({ rotation, flipped });
  });
});
