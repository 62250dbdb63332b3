import { describe, expect, it } from "vitest";
import { requestOrder } from "@/features/viewer/model/requestOrder";

describe("requestOrder", () => {
  it("starts at the image looked at and favours where the person scrolls", () => {
    expect(requestOrder(10, 4, 1)).toEqual([4, 5, 6, 3, 7, 8, 2, 9, 1, 0]);
    expect(requestOrder(10, 4, -1)).toEqual([4, 3, 2, 5, 1, 0, 6, 7, 8, 9]);
  });

  it("goes forward before anything was scrolled", () => {
    expect(requestOrder(4, 0, 0)).toEqual([0, 1, 2, 3]);
  });

  it.each([0, 1, 2, 7, 300])("asks for each of %i frames once", (count) => {
    const order = requestOrder(count, Math.floor(count / 3), -1);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });
});
