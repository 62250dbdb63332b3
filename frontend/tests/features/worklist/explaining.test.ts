import { describe, expect, it } from "vitest";
import type { Clock } from "@/api/types";
import { clocksInOrder } from "@/features/worklist/model/clocks";
import { partCandidates, pointsText, rulesIn } from "@/features/worklist/model/explanation";
import { partsByName, partsOf } from "@/features/worklist/model/split";

describe("a rule in words", () => {
  it("gives points in two decimals at most", () => {
    expect([67.4449, -3, 0.001].map(pointsText)).toEqual(["67.44", "-3", "0"]);
  });

  it("is read from a record, whatever the record lacks", () => {
    const [whole, bare] = rulesIn([
      { id: "r", name: "R", matched: true, conditions: [{ field: "modality", passed: true }] },
      null,
    ]);
    expect(whole).toMatchObject({ name: "R", matched: true, skipped: "", applied: [] });
    expect(whole?.conditions[0]).toMatchObject({ field: "modality", passed: true });
    expect(bare).toMatchObject({ id: "", matched: false, conditions: [] });
  });
});

describe("candidates", () => {
  it("stand by score, those who may not read by name", () => {
    const row = (name: string, eligible: boolean, score: number | null) => ({
      reader: { id: name, name },
      eligible,
      exclusions: [],
      available: true,
      on_shift: true,
      score,
      licences: [],
      until: null,
      on_duty: true,
      open_tasks: 0,
      open_minutes: 0,
      parts: {},
    });
    const parted = partCandidates([
      row("B", false, null),
      row("A", false, null),
      row("C", true, 1),
      row("D", true, 3),
    ]);
    expect(parted.eligible.map(({ reader }) => reader.name)).toEqual(["D", "C"]);
    expect(parted.excluded.map(({ reader }) => reader.name)).toEqual(["A", "B"]);
  });
});

describe("clocks", () => {
  const clock = (id: string, change: Partial<Clock>): Clock => ({
    id,
    clock_from: "complete",
    clock_to: "final",
    own: false,
    state: "running",
    minutes: 60,
    policy: null,
    calendar: null,
    started_at: null,
    counts_from: null,
    due_at: null,
    stopped_at: null,
    breached_at: null,
    counted_minutes: 0,
    paused_minutes: 0,
    ...change,
  });

  it("stand with the task's own first, and of these the running ones", () => {
    const shown = clocksInOrder([
      clock("other", {}),
      clock("done", { own: true, state: "stopped" }),
      clock("running", { own: true }),
    ]);
    expect(shown.map(({ id }) => id)).toEqual(["running", "done", "other"]);
  });
});

describe("splitting", () => {
  const series = ["1", "2", "3"];
  const head = { key: 1, name: "Head" };
  const body = { key: 2, name: " Body" };

  it("gives each part its series in the study's order", () => {
    expect(partsOf([head, body], series, { "3": 1, "1": 1, "2": 2 })).toEqual([
      { name: "Head", series: ["1", "3"] },
      { name: "Body", series: ["2"] },
    ]);
  });

  it("wants every series in a part that is there, every part filled, and names that differ", () => {
    expect(partsOf([head, body], series, { "1": 1, "2": 2 })).toBeNull();
    expect(partsOf([head, body], series, { "1": 1, "2": 2, "3": 3 })).toBeNull();
    expect(partsOf([head, body], series, { "1": 1, "2": 1, "3": 1 })).toBeNull();
    expect(partsOf([head], series, { "1": 1, "2": 1, "3": 1 })).toBeNull();
    const alike = [head, { key: 2, name: "head " }];
    expect(partsOf(alike, series, { "1": 1, "2": 2, "3": 2 })).toBeNull();
  });

  it("by name alone leaves every series to every part", () => {
    expect(partsByName([head, body])).toEqual([
      { name: "Head", series: [] },
      { name: "Body", series: [] },
    ]);
    expect(partsByName([head, { key: 2, name: " " }])).toBeNull();
  });
});
