import { describe, expect, it } from "vitest";
import type { CopiedText, Draft } from "@/api/types";
import {
  copiedLines,
  copiedPlaces,
  countCopied,
  standingCopies,
} from "@/features/reporting/model/copied";
import { isDirty, openDraft, reduceDraft } from "@/features/reporting/model/draft";

const one: CopiedText = {
  section: "findings",
  text: "Old scar.",
  report: "r",
  version: 1,
  origin: "CT, 3 Mar 2026",
};
const draft: Draft = {
  revision: 1,
  sections: [{ code: "findings", title: "Findings", body: "Old scar. New." }],
  copied: [one],
  key_images: [],
  saved_at: "2026-11-21T03:00:00Z",
  saved_by: { id: "1", name: "Dr A" },
};

describe("copied text", () => {
  it("is marked where it stands, each copy once", () => {
    expect(copiedPlaces("scar. Old scar. scar.", ["scar.", "Old scar.", "gone", ""])).toEqual([
      { from: 0, to: 5 },
      { from: 6, to: 15 },
    ]);
  });

  it("is marked line by line", () => {
    expect(copiedLines("One.\n\n  Two.\nOne.")).toEqual(["One.", "Two."]);
    expect(countCopied([one, { ...one, text: "B", origin: "MR" }, one])).toEqual([
      { origin: "CT, 3 Mar 2026", lines: 2 },
      { origin: "MR", lines: 1 },
    ]);
  });

  it("is one's own once it was edited, and that is saved", () => {
    const opened = openDraft(draft);
    expect(isDirty(opened)).toBe(false);
    const edited = reduceDraft(opened, { type: "edited", code: "findings", body: "Older scar." });
    expect(standingCopies(edited.copied, edited.sections)).toEqual([]);
  });

  it("is confirmed without a change of the text, and that is saved", () => {
    const confirmed = reduceDraft(openDraft(draft), { type: "copies-confirmed" });
    expect(isDirty(confirmed)).toBe(true);
    const saving = reduceDraft(confirmed, { type: "save-started" });
    const saved = reduceDraft(saving, { type: "save-succeeded", revision: 2, savedAt: "later" });
    expect(isDirty(saved)).toBe(false);
  });
});
