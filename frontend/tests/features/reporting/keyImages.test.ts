import { describe, expect, it } from "vitest";
import type { Draft, KeyImage } from "@/api/types";
import {
  type DraftEvent,
  isDirty,
  openDraft,
  reduceDraft,
  statusOf,
} from "@/features/reporting/model/draft";
import {
  moved,
  sameKeyImages,
  shortPlace,
  thumbnailUrl,
  withMeasured,
} from "@/features/reporting/model/keyImages";

function keyImage(key: string, change: Partial<KeyImage> = {}): KeyImage {
  return {
    key,
    study_instance_uid: "1.2",
    series_instance_uid: "1.2.3",
    sop_instance_uid: "1.2.3.4",
    sop_class_uid: "1.2.840.10008.5.1.4.1.1.2",
    frame: 1,
    frames: 1,
    window_center: -600,
    window_width: 1500,
    inverted: false,
    rotation: 0,
    flipped: false,
    caption: "",
    marks: [],
    modality: "CT",
    series_number: 3,
    instance_number: 45,
    study_date: "2026-11-21",
    prior: false,
    ...change,
  };
}

const [A, B, C] = [keyImage("a"), keyImage("b"), keyImage("c")] as const;
const keys = (images: readonly KeyImage[]) => images.map(({ key }) => key).join("");

describe("key images", () => {
  it("are moved by a step, and stay where there is no further place", () => {
    expect(keys(moved([A, B, C], "a", 1))).toBe("bac");
    expect(keys(moved([A, B, C], "c", -2))).toBe("cab");
    expect(keys(moved([A, B, C], "a", -1))).toBe("abc");
    expect(keys(moved([A, B, C], "c", 1))).toBe("abc");
  });

  it("differ by what the report says of them, not by what the archive says", () => {
    expect(sameKeyImages([A], [{ ...A, series_number: 4 }])).toBe(true);
    for (const change of [{ caption: "Cyst" }, { window_width: 400 }, { frame: 2 }]) {
      expect(sameKeyImages([A], [{ ...A, ...change }])).toBe(false);
    }
    expect(sameKeyImages([A, B], [B, A])).toBe(false);
  });

  it("take over what is measured on their frame later, and keep what was measured before", () => {
    const mark = (column: number, text = "") => ({
      kind: "length" as const,
      points: [
        [column, 1],
        [column, 9],
      ],
      text,
    });
    const frame = { sop_instance_uid: "1.2.3.4", frame: 1 };
    const old = keyImage("a", { marks: [mark(1, "kept")] });
    const drawn = withMeasured([old], { ...frame, added: [mark(2)], gone: [] });
    const moved = withMeasured(drawn, { ...frame, added: [mark(3, "8 mm")], gone: [mark(2)] });
    expect(moved[0]?.marks).toEqual([mark(1, "kept"), mark(3, "8 mm")]);
    const again = withMeasured(moved, { ...frame, added: [mark(3, "8 mm")], gone: [] });
    expect(again).toEqual(moved);
    expect(withMeasured(again, { ...frame, added: [], gone: [mark(3)] })).toEqual([old]);
    const elsewhere = { sop_instance_uid: "1.2.3.5", frame: 1, added: [mark(4)], gone: [] };
    expect(withMeasured(again, elsewhere)).toBe(again);
  });

  it("say where they stand and where their picture is", () => {
    const words = { image: "image", frame: "frame" };
    expect(shortPlace(A, words)).toBe("CT 3, image 45");
    const clip = keyImage("d", { modality: "US", frames: 30, frame: 7, instance_number: null });
    expect(shortPlace(clip, words)).toBe("US 3, frame 7");
    expect(thumbnailUrl(A, 192)).toContain("window=-600%2C1500%2Clinear");
    expect(thumbnailUrl({ ...A, window_center: null }, 192)).not.toContain("window");
  });
});

describe("key images of a draft", () => {
  const draft: Draft = {
    revision: 3,
    sections: [{ code: "impression", title: "Impression", body: "" }],
    copied: [],
    key_images: [A],
    saved_at: "2026-11-21T03:00:00Z",
    saved_by: { id: "1", name: "Dr A" },
  };
  const following = (...events: DraftEvent[]) => events.reduce(reduceDraft, openDraft(draft));
  const marked: DraftEvent = { type: "key-images", images: [A, B] };

  it("are saved with the text, and stay unsaved when one is marked during the save", () => {
    expect(statusOf(following(marked))).toBe("unsaved");
    const saved: DraftEvent = { type: "save-succeeded", revision: 4, savedAt: "later" };
    expect(statusOf(following(marked, { type: "save-started" }, saved))).toBe("saved");
    const more: DraftEvent = { type: "key-images", images: [A, B, C] };
    expect(isDirty(following(marked, { type: "save-started" }, more, saved))).toBe(true);
  });

  it("make a conflict where another tab says otherwise", () => {
    const there = { ...draft, revision: 4, key_images: [C] };
    const found = following(marked, { type: "conflict-found", draft: there });
    expect(statusOf(found)).toBe("conflict");
    expect(keys(reduceDraft(found, { type: "took-server" }).keyImages)).toBe("c");
    const mine = reduceDraft(found, { type: "kept-mine" });
    expect([keys(mine.keyImages), statusOf(mine), mine.revision]).toEqual(["ab", "unsaved", 4]);
    const same = { ...there, key_images: [A, B] };
    expect(statusOf(following(marked, { type: "conflict-found", draft: same }))).toBe("saved");
  });

  it("lose what the server will not keep, and nothing of the text", () => {
    const typed: DraftEvent = { type: "edited", code: "impression", body: "Mine" };
    const refused: DraftEvent = { type: "key-images-refused", keys: ["b"] };
    const left = following(typed, marked, { type: "save-started" }, refused);
    expect([keys(left.keyImages), left.sections[0]?.body]).toEqual(["a", "Mine"]);
    expect(statusOf(left)).toBe("unsaved");
    const unnamed: DraftEvent = { type: "key-images-refused", keys: [] };
    expect(keys(following(marked, unnamed).keyImages)).toBe("a");
  });

  it("come back from this browser's copy", () => {
    const copy = { revision: 3, sections: draft.sections, keyImages: [A, B] };
    const restored = following({ type: "local-copy-found", ...copy });
    expect([keys(restored.keyImages), restored.restored]).toEqual(["ab", true]);
  });
});
