import { describe, expect, it } from "vitest";
import { pagesOf } from "@/features/worklist/hooks/useWorklistPages";
import {
  collect,
  NO_CHANGES,
  patched,
  patchOf,
  planRefetch,
} from "@/features/worklist/model/liveChanges";
import { nextOrdering, sortDirection } from "@/features/worklist/model/ordering";
import {
  moveSelection,
  NOTHING_SELECTED,
  settleSelection,
} from "@/features/worklist/model/selection";

import { taskWith } from "./taskFixture";

function rowsOf(ids: string[]) {
  return {
    count: ids.length,
    idAt: (index: number) => ids[index] ?? null,
    indexOf: (id: string) => (ids.includes(id) ? ids.indexOf(id) : null),
  };
}

describe("selection", () => {
  it("stays on its task when rows come in above it", () => {
    expect(settleSelection({ id: "b", index: 1 }, rowsOf(["new", "a", "b"]))).toEqual({
      id: "b",
      index: 2,
    });
  });

  it("takes the row in its place when its task has left the list", () => {
    expect(settleSelection({ id: "gone", index: 5 }, rowsOf(["a", "b"]))).toEqual({
      id: "b",
      index: 1,
    });
    expect(settleSelection({ id: "gone", index: 5 }, rowsOf([]))).toEqual(NOTHING_SELECTED);
  });

  it("moves within the list only", () => {
    const rows = rowsOf(["a", "b", "c"]);
    expect(moveSelection({ id: "b", index: 1 }, 1, rows)).toEqual({ id: "c", index: 2 });
    expect(moveSelection({ id: "c", index: 2 }, 20, rows)).toEqual({ id: "c", index: 2 });
    expect(moveSelection({ id: "a", index: 0 }, -1, rows)).toEqual({ id: "a", index: 0 });
  });
});

describe("pages", () => {
  it("are those on screen, and the first for the length of the list", () => {
    expect(pagesOf(0, 60)).toEqual([0]);
    expect(pagesOf(90, 130)).toEqual([0, 1]);
    expect(pagesOf(4_950, 4_999)).toEqual([0, 49]);
  });
});

describe("live changes", () => {
  const message = (type: string, id: string) => ({ type, id });

  it("fetch a known changed row by itself", () => {
    const changes = collect(NO_CHANGES, message("reading_task.changed", "a"));
    expect(planRefetch(changes, () => true)).toEqual({ rows: ["a"], pages: false });
  });

  it("fetch the page for an arrival, and for a change of a row that is not loaded", () => {
    const arrival = collect(NO_CHANGES, message("reading_task.created", "a"));
    expect(planRefetch(arrival, () => false)).toEqual({ rows: [], pages: true });
    const elsewhere = collect(NO_CHANGES, message("reading_task.changed", "a"));
    expect(planRefetch(elsewhere, () => false)).toEqual({ rows: [], pages: true });
  });

  it("fetch the page once when many rows changed", () => {
    const many = Array.from({ length: 40 }, (_, n) => `t${n}`).reduce(
      (changes, id) => collect(changes, message("reading_task.changed", id)),
      NO_CHANGES,
    );
    expect(planRefetch(many, () => true)).toEqual({ rows: [], pages: true });
  });

  it("that say how the task is now are not fetched at all", () => {
    const told = { ...message("reading_task.changed", "a"), holder: null };
    expect(collect(NO_CHANGES, told)).toBe(NO_CHANGES);
  });

  it("put the told state and holder into the row at once", () => {
    const reader = { id: "r2", name: "Dr Other" };
    const told = { ...message("reading_task.changed", "a"), state: "IN_PROGRESS" as const };
    const patch = patchOf({ ...told, holder: reader }) ?? {};
    const row = patched(taskWith(), patch, "me", "2026-11-21T10:00:00Z");
    expect(row).toMatchObject({ state: "IN_PROGRESS", claim: { reader, mine: false } });
    expect(patched(row, { holder: null }, "me", "").claim).toBeNull();
    expect(patched(row, { holder: reader }, "me", "").claim).toBe(row.claim);
    expect(patchOf(message("reading_task.changed", "a"))).toBeNull();
  });

  it("leave other messages alone", () => {
    expect(collect(NO_CHANGES, message("claim.warning", "a"))).toBe(NO_CHANGES);
  });
});

describe("ordering", () => {
  it("walks up, down and up again", () => {
    expect(nextOrdering("timeLeft", "priority")).toBe("due_at");
    expect(nextOrdering("timeLeft", "due_at")).toBe("-due_at");
    expect(nextOrdering("timeLeft", "-due_at")).toBe("due_at");
    expect(nextOrdering("images", "due_at")).toBe("due_at");
  });

  it("tells the heading its direction", () => {
    expect(sortDirection("received", "-received_at")).toBe("descending");
    expect(sortDirection("received", "due_at")).toBe("none");
  });
});
