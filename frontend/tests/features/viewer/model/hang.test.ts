import { describe, expect, it } from "vitest";
import { fillPanes, matchHangingRules } from "@/features/viewer/model/hang";
import { STANDARD_HANGING_RULES } from "@/features/viewer/model/hangingRules";
import type { HangingFacts } from "@/features/viewer/model/hangingTypes";

const match = (facts: Partial<HangingFacts>) =>
  matchHangingRules(STANDARD_HANGING_RULES, {
    modality: "CT",
    bodyPart: "CHEST",
    stackCount: 1,
    comparablePrior: false,
    ...facts,
  });

const stack = (id: string, imageCount = 100, viewPosition: string | null = null) => ({
  id,
  imageCount,
  viewPosition,
});

describe("standard hanging", () => {
  it.each([
    [{ modality: "CT" }, "cross-sectional", "1x1"],
    [{ modality: "MR", comparablePrior: true }, "cross-sectional-with-prior", "1x2"],
    [{ modality: "CR", stackCount: 2 }, "projection-two-views", "1x2"],
    [{ modality: "DX" }, "projection", "1x1"],
    [{ modality: "XA" }, "moving", "1x1"],
    [{ modality: "OT" }, "anything", "1x1"],
  ])("takes %o as %s", (facts, id, layout) => {
    const [best] = match(facts);
    expect(best?.rule.id).toBe(id);
    expect(best?.rule.layout).toBe(layout);
  });

  it("says why a rule was not taken", () => {
    const withPrior = match({}).find(({ rule }) => rule.id === "cross-sectional-with-prior");
    expect(withPrior).toMatchObject({
      eligible: false,
      score: 10,
      passed: ["cross-sectional"],
      failed: ["comparable-prior"],
    });
  });

  it("plays moving images by itself", () => {
    expect(match({ modality: "US" })[0]?.rule.autoplay).toBe(true);
    expect(match({ modality: "CT" })[0]?.rule.autoplay).toBe(false);
  });
});

describe("fillPanes", () => {
  const twoViews = [
    { study: "current" as const, viewPositions: ["PA", "AP"] },
    { study: "current" as const, viewPositions: ["LL"] },
  ];

  it("puts the frontal view first wherever it comes in the study", () => {
    const current = [stack("lateral", 1, "LL"), stack("frontal", 1, "PA")];
    expect(fillPanes(twoViews, current, [])).toEqual(["frontal", "lateral"]);
  });

  it("fills by order when views are not named", () => {
    expect(fillPanes(twoViews, [stack("a", 1), stack("b", 1)], [])).toEqual(["a", "b"]);
  });

  it("opens past a localizer and leaves a missing prior empty", () => {
    const wishes = [{ study: "current" as const }, { study: "prior" as const }];
    expect(fillPanes(wishes, [stack("scout", 2), stack("thin", 300)], [])).toEqual(["thin", null]);
  });
});
