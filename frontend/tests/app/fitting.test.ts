import { expect, test } from "vitest";
import { howManyFit } from "@/app/frame/fitting";

test("all stand where there is room for all", () => {
  expect(howManyFit([50, 50], 100, 30)).toBe(2);
  expect(howManyFit([], 0, 30)).toBe(0);
});

test("what is left out makes room for the menu that holds it", () => {
  expect(howManyFit([50, 50, 50], 130, 30)).toBe(2);
  expect(howManyFit([50, 50, 50], 129, 30)).toBe(1);
  expect(howManyFit([50, 50, 50], 60, 30)).toBe(0);
  expect(howManyFit([50, 20], 69, 30)).toBe(0);
});
