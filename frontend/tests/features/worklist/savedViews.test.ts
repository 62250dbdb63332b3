import { describe, expect, it } from "vitest";
import type { SavedView } from "@/api/types";
import { chipsOf, withoutChip } from "@/features/worklist/model/filterChips";
import { DEFAULT_FILTERS, type WorklistFilters } from "@/features/worklist/model/filters";
import {
  filtersOfView,
  inCallingOrder,
  showsView,
  storedFilters,
} from "@/features/worklist/model/savedViews";

const STROKES: WorklistFilters = {
  ...DEFAULT_FILTERS,
  pathways: ["stroke"],
  modalities: ["CT", "MR"],
  held: "not_held",
  ordering: "due_at",
};

function viewOf(filters: WorklistFilters, change: Partial<SavedView> = {}): SavedView {
  return {
    id: "v",
    name: "Strokes",
    filters: storedFilters(filters),
    columns: [],
    ordering: filters.ordering,
    shared: false,
    mine: true,
    position: 0,
    owner: { id: "me", name: "Dr Reader" },
    ...change,
  };
}

describe("saved views", () => {
  it("come back as they were saved", () => {
    expect(filtersOfView(viewOf(STROKES))).toEqual(STROKES);
    expect(showsView(viewOf(STROKES), STROKES)).toBe(true);
    expect(showsView(viewOf(STROKES), DEFAULT_FILTERS)).toBe(false);
    const others = { ...DEFAULT_FILTERS, view: "all", mine: true, overdue: true } as const;
    expect(filtersOfView(viewOf(others))).toEqual(others);
  });

  it("are kept as the list's own query", () => {
    expect(storedFilters(STROKES)).toEqual({
      state: "SCHEDULED,IN_PROGRESS",
      modality: "CT,MR",
      pathway: "stroke",
      held: "false",
    });
  });

  it("stand in the order of their digits, one's own first", () => {
    const views = [
      viewOf(STROKES, { name: "A", mine: false }),
      viewOf(STROKES, { name: "Z", position: 1 }),
      viewOf(STROKES, { name: "M", position: 0 }),
    ];
    expect(inCallingOrder(views).map(({ name }) => name)).toEqual(["M", "Z", "A"]);
  });
});

describe("chips", () => {
  it("stand for each narrowing value and take it away", () => {
    const chips = chipsOf(STROKES);
    expect(chips.map(({ kind, value }) => `${kind}=${value}`)).toEqual([
      "modalities=CT",
      "modalities=MR",
      "pathways=stroke",
      "held=not_held",
    ]);
    const none = chips.reduce(withoutChip, STROKES);
    expect(none).toEqual({ ...DEFAULT_FILTERS, ordering: "due_at" });
  });
});
