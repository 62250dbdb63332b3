import { describe, expect, it } from "vitest";
import { anchorsOf, newAbove, shiftOf } from "@/features/worklist/model/anchor";

const VISIBLE = ["a", "b", "c", "d"].map((id, offset) => ({ id, index: 10 + offset }));
const placesOf = (ids: string[], first: number) => (id: string) =>
  ids.includes(id) ? first + ids.indexOf(id) : null;

describe("anchors", () => {
  it("hold on to the row under the pointer before the selected one", () => {
    expect(anchorsOf(VISIBLE, "c", "a")[0]?.id).toBe("c");
    expect(anchorsOf(VISIBLE, null, "b")[0]?.id).toBe("b");
    expect(anchorsOf(VISIBLE, null, "elsewhere")[0]?.id).toBe("a");
  });

  it("tell by how much the list moved when rows came in above", () => {
    const anchors = anchorsOf(VISIBLE, null, "c");
    expect(shiftOf(anchors, placesOf(["new", "new2", "a", "b", "c", "d"], 10))).toBe(2);
  });

  it("take the nearest row once the best has left the list", () => {
    const anchors = anchorsOf(VISIBLE, "c", null);
    expect(shiftOf(anchors, placesOf(["a", "b", "d"], 10))).toBe(0);
    expect(shiftOf(anchors, placesOf(["b", "d"], 10))).toBe(-1);
    expect(shiftOf(anchors, () => null)).toBe(0);
  });
});

describe("rows that came in above", () => {
  it("add up until the person has scrolled there", () => {
    expect(newAbove(0, 3, 13)).toBe(3);
    expect(newAbove(3, 2, 15)).toBe(5);
    expect(newAbove(5, -1, 14)).toBe(5);
    expect(newAbove(5, 0, 2)).toBe(2);
    expect(newAbove(5, 0, 0)).toBe(0);
  });
});
