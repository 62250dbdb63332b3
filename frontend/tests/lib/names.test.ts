import { describe, expect, it } from "vitest";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";

describe("patient names", () => {
  it.each([
    ["Okafor^Chiamaka", "Okafor, Chiamaka"],
    ["Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou · 山田, 太郎 · やまだ, たろう"],
    ["Adams^John Robert Quincy^^Rev.^B.A. M.Div.", "Adams, Rev. John Robert Quincy B.A. M.Div."],
    ["CAT^", "CAT"],
    ["", ""],
  ])("shows %s", (name, shown) => {
    expect(displayName(name)).toBe(shown);
  });
});

describe("study titles", () => {
  it("does not say the modality twice", () => {
    expect(studyTitle({ modalities: ["CT"], description: "CT head" })).toBe("CT head");
    expect(studyTitle({ modalities: ["CT"], description: "CTA head" })).toBe("CT CTA head");
    expect(studyTitle({ modalities: ["MR"], description: "", body_part: "BRAIN" })).toBe(
      "MR BRAIN",
    );
  });
});
