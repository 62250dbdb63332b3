import { describe, expect, it } from "vitest";
import { linkedIndex, linkOffset } from "@/features/viewer/model/linkedScroll";
import type { Frame } from "@/features/viewer/model/types";
import { frameAt } from "./fixtures";

const stackOf = (start: number, step: number, count: number, reference = "1.2.9"): Frame[] =>
  Array.from({ length: count }, (_, index) => {
    const frame = frameAt(start + step * index, index + 1);
    return { ...frame, plane: { ...frame.plane, frameOfReferenceUid: reference } };
  });

describe("linked scroll", () => {
  it("goes to the same place in a stack of other spacing", () => {
    const thin = stackOf(0, 1, 100);
    const thick = stackOf(0, 5, 20);
    expect(linkedIndex(thin, 52, thick, linkOffset(thin, 0, thick, 0))).toBe(10);
    expect(linkedIndex(thick, 10, thin, 0)).toBe(50);
  });

  it("keeps the match made at linking time between studies", () => {
    const current = stackOf(0, 1, 100);
    const prior = stackOf(300, 1, 100, "1.2.10");
    const offset = linkOffset(current, 10, prior, 20);
    expect(linkedIndex(current, 15, prior, offset)).toBe(25);
  });

  it("does not link stacks cut in different planes", () => {
    const axial = stackOf(0, 1, 10);
    const coronal = stackOf(0, 1, 10).map((frame) => ({
      ...frame,
      plane: { ...frame.plane, columnDirection: [0, 0, -1] as const },
    }));
    expect(linkedIndex(axial, 5, coronal, 0)).toBeNull();
  });
});
