import { describe, expect, it } from "vitest";
import { foundText, wordsOf } from "@/features/critical-results/model/words";

const named = [{ id: "f1", name: "Tension pneumothorax", category: 1, active: true }];

describe("the words of a finding", () => {
  it("are the practice's own where one of them was typed", () => {
    expect(wordsOf(" tension Pneumothorax ", named)).toEqual({
      named_finding: "f1",
      description: "",
    });
    expect(wordsOf("Bleed, 9 mm shift", named)).toEqual({
      named_finding: null,
      description: "Bleed, 9 mm shift",
    });
  });

  it("are empty for what was marked in haste", () => {
    expect(foundText({ named_finding: "", description: "" })).toBe("");
    expect(foundText({ named_finding: "Bleed", description: "left" })).toBe("Bleed: left");
  });
});
