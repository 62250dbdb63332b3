import { describe, expect, it } from "vitest";
import type { Draft } from "@/api/types";
import {
  type DraftEvent,
  type DraftState,
  isDirty,
  maySave,
  openDraft,
  reduceDraft,
  statusOf,
} from "@/features/reporting/model/draft";

function draft(revision: number, impression: string): Draft {
  return {
    revision,
    sections: [
      { code: "findings", title: "Findings", body: "Normal." },
      { code: "impression", title: "Impression", body: impression },
    ],
    copied: [],
    key_images: [],
    saved_at: "2026-11-21T03:00:00Z",
    saved_by: { id: "1", name: "Dr A" },
  };
}

function following(state: DraftState, ...events: DraftEvent[]): DraftState {
  return events.reduce(reduceDraft, state);
}

const opened = openDraft(draft(3, ""));
const typed: DraftEvent = { type: "edited", code: "impression", body: "Mine" };
const impressionOf = (state: DraftState) => state.sections[1]?.body;

describe("draft", () => {
  it("goes from saved to unsaved to saving to saved", () => {
    const edited = following(opened, typed);
    expect([statusOf(opened), statusOf(edited)]).toEqual(["saved", "unsaved"]);
    const saving = following(edited, { type: "save-started" });
    expect(statusOf(saving)).toBe("saving");
    const saved = following(saving, { type: "save-succeeded", revision: 4, savedAt: "later" });
    expect(statusOf(saved)).toBe("saved");
    expect(saved.revision).toBe(4);
  });

  it("stays unsaved when typing went on during the save", () => {
    const saved = following(
      opened,
      typed,
      { type: "save-started" },
      { type: "edited", code: "impression", body: "Mine and more" },
      { type: "save-succeeded", revision: 4, savedAt: "later" },
    );
    expect(isDirty(saved)).toBe(true);
    expect(maySave(saved)).toBe(true);
    expect(impressionOf(saved)).toBe("Mine and more");
  });

  it("keeps the text when a save fails", () => {
    const failed = following(opened, typed, { type: "save-started" }, { type: "save-failed" });
    expect(statusOf(failed)).toBe("failed");
    expect(impressionOf(failed)).toBe("Mine");
    expect(maySave(failed)).toBe(true);
  });

  describe("in conflict", () => {
    const conflict = following(
      opened,
      typed,
      { type: "save-started" },
      { type: "conflict-found", draft: draft(7, "Theirs") },
    );

    it("saves nothing and shows both texts", () => {
      expect(statusOf(conflict)).toBe("conflict");
      expect(maySave(conflict)).toBe(false);
      expect(impressionOf(conflict)).toBe("Mine");
    });

    it("goes on with mine upon the server's revision", () => {
      const kept = following(conflict, { type: "kept-mine" });
      expect([kept.revision, impressionOf(kept), maySave(kept)]).toEqual([7, "Mine", true]);
    });

    it("goes on with the server's", () => {
      const taken = following(conflict, { type: "took-server" });
      expect([taken.revision, impressionOf(taken), isDirty(taken)]).toEqual([7, "Theirs", false]);
    });
  });

  it("sees no conflict where both sides wrote the same", () => {
    const state = following(
      opened,
      typed,
      { type: "save-started" },
      { type: "conflict-found", draft: draft(7, "Mine") },
    );
    expect([statusOf(state), state.revision]).toEqual(["saved", 7]);
  });

  describe("with a copy left by a crash", () => {
    const { sections } = draft(3, "Typed before the crash");

    it("puts it back when the server has not moved on", () => {
      const state = following(opened, { type: "local-copy-found", revision: 3, sections });
      expect([state.restored, impressionOf(state)]).toEqual([true, "Typed before the crash"]);
      expect(maySave(state)).toBe(true);
    });

    it("asks when the server has moved on", () => {
      const moved = openDraft(draft(5, "Theirs"));
      const state = following(moved, { type: "local-copy-found", revision: 3, sections });
      expect(statusOf(state)).toBe("conflict");
      expect(impressionOf(following(state, { type: "took-server" }))).toBe("Theirs");
      expect(impressionOf(following(state, { type: "kept-mine" }))).toBe("Typed before the crash");
    });

    it("forgets one that says the same", () => {
      const same = draft(3, "").sections;
      const state = following(opened, { type: "local-copy-found", revision: 2, sections: same });
      expect(state).toBe(opened);
    });
  });
});
