import { describe, expect, it } from "vitest";
import type { CheckResult, Section } from "@/api/types";
import { fieldPlace, keyOfResult, overridesOf, wordsAt } from "@/features/reporting/model/checks";

const sections: Section[] = [
  { code: "findings", title: "Findings", body: "𝔸 Prostate is normal." },
];
const result: CheckResult = {
  code: "sex_mismatch",
  section: "findings",
  start: 2,
  end: 10,
  message: "The patient is female.",
};

describe("checks", () => {
  it("count characters as the server does, and the field's units where it selects", () => {
    expect(wordsAt(result, sections)).toBe("Prostate");
    expect(fieldPlace(sections[0]?.body ?? "", result)).toEqual({ start: 3, end: 11 });
  });

  it("keep a reason while the words stay, wherever they move", () => {
    const reasons = { [keyOfResult(result, sections)]: " Wrong registration. " };
    const moved: Section[] = [{ code: "findings", title: "Findings", body: "Now: Prostate." }];
    const there = { ...result, start: 5, end: 13 };
    expect(overridesOf([there], moved, reasons)).toEqual([
      {
        code: "sex_mismatch",
        section: "findings",
        start: 5,
        reason: " Wrong registration. ".trim(),
      },
    ]);
    expect(overridesOf([{ ...there, end: 9 }], moved, reasons)).toEqual([]);
    expect(overridesOf([there], moved, { [keyOfResult(result, sections)]: "  " })).toEqual([]);
  });
});
