import { describe, expect, it } from "vitest";
import {
  afterKey,
  needsCommittee,
  rateParts,
  scoreOf,
} from "@/features/peer-review/model/peerReview";

function typed(keys: string) {
  return [...keys].reduce((chosen, key) => afterKey(chosen, key) ?? chosen, {
    digit: "",
    letter: "",
  });
}

describe("the keys of the scale", () => {
  it.each([
    ["1", "1"],
    ["2a", "2a"],
    ["2b", "2b"],
    ["3a", "3a"],
    ["3b", "3b"],
    ["2a3b", "3b"],
    ["2ab", "2b"],
    ["2a1", "1"],
    ["1a", "1"],
    ["a2", null],
    ["3a2", null],
    ["4", null],
    ["", null],
  ])("%s make %s", (keys, score) => {
    expect(scoreOf(typed(keys))).toBe(score);
  });

  it("leaves every other key to whom it belongs", () => {
    for (const key of ["4", "x", "Enter", "c"]) {
      expect(afterKey({ digit: "2", letter: "" }, key)).toBeNull();
    }
  });
});

it("sends 2b, 3a and 3b to the committee", () => {
  expect(["1", "2a", "2b", "3a", "3b"].map((one) => needsCommittee(one as "1"))).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

it("writes a share with its interval", () => {
  const rate = { hits: 27, total: 30, share: 0.9, low: 0.7438, high: 0.9654 };
  expect(rateParts(rate)).toEqual({ share: "90%", low: "74%", high: "97%" });
});
