import { describe, expect, it } from "vitest";
import type { LearningImageCandidate } from "@/api/peerReview";
import { sharesComplete } from "@/features/peer-review/components/PolicyShares";
import { bySeries, keyOf } from "@/features/peer-review/model/pictures";

const frame = (series: string, instance: string, number = 1): LearningImageCandidate => ({
  study: "1",
  series,
  series_number: 1,
  series_description: "",
  modality: "CT",
  instance,
  frame: number,
  text: "unlikely",
});

describe("the frames to choose from", () => {
  it("stand series by series, in the order they came", () => {
    const found = bySeries([frame("a", "1"), frame("b", "2"), frame("a", "3")]);
    expect(found.map(({ frames }) => frames.map(keyOf))).toEqual([["1/1", "3/1"], ["2/1"]]);
    expect(bySeries([])).toEqual([]);
  });
  it("are told apart within one object", () => {
    expect(keyOf(frame("a", "1", 2))).not.toBe(keyOf(frame("a", "1", 1)));
  });
});

describe("shares of a policy", () => {
  it("say of whom they are", () => {
    expect(sharesComplete([])).toBe(true);
    expect(sharesComplete([{ percent: 10, reader: null, modality: "", site: null }])).toBe(false);
    expect(sharesComplete([{ percent: 10, reader: "r", modality: "", site: null }])).toBe(true);
  });
});
