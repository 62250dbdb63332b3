import { describe, expect, it } from "vitest";
import type { NamedClock } from "@/api/engineTypes";
import { clockState, elapsedOf } from "@/features/worklist/model/clocks";
import { actionParts, partCandidates, valueText } from "@/features/worklist/model/explanation";
import { partsOf } from "@/features/worklist/model/split";

describe("a rule in words", () => {
  it("says values plainly, and nothing for what is not there", () => {
    expect(valueText(["CT", "MR"])).toBe("CT, MR");
    expect(valueText(67.4449)).toBe("67.44");
    expect([valueText([]), valueText(""), valueText(null)]).toEqual([null, null, null]);
  });

  it("says what an action does, not when it widens", () => {
    const route = { action: "route_to", pool: "neuro", widen_after_minutes: 15 };
    expect(actionParts(route)).toEqual({ kind: "route_to", value: "neuro" });
    const page = { action: "page", after_minutes: 15, recipient: "on_call", unless: "claimed" };
    expect(actionParts(page)).toEqual({ kind: "page", value: "on_call" });
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
  const clock = (change: Partial<NamedClock>): NamedClock => ({
    name: "turnaround",
    started_at: "2026-11-21T10:00:00Z",
    stopped_at: null,
    ...change,
  });
  const now = Date.parse("2026-11-21T11:00:00Z");
  const pause = (from: string, to: string | null) => ({ from, to, reason: "", by: null });
  const MINUTE = 60_000;

  it("leave pauses out, also the one that runs", () => {
    const ended = pause("2026-11-21T10:10:00Z", "2026-11-21T10:20:00Z");
    expect(elapsedOf(clock({ pauses: [ended] }), now)).toBe(50 * MINUTE);
    const open = pause("2026-11-21T10:30:00Z", null);
    expect(elapsedOf(clock({ pauses: [ended, open] }), now)).toBe(20 * MINUTE);
    expect(clockState(clock({ pauses: [open] }))).toBe("paused");
  });

  it("stand still before the start and after the end", () => {
    expect(elapsedOf(clock({ started_at: null }), now)).toBeNull();
    expect(clockState(clock({ started_at: null }))).toBe("notStarted");
    const stopped = clock({ stopped_at: "2026-11-21T10:05:00Z" });
    expect([elapsedOf(stopped, now), clockState(stopped)]).toEqual([5 * MINUTE, "stopped"]);
  });
});

describe("splitting", () => {
  const series = ["1", "2", "3"];

  it("gives each part its series in the study's order", () => {
    const parting = { "3": "Head", "1": "Head", "2": "Body" };
    expect(partsOf(["Head", "Body"], series, parting)).toEqual([
      { name: "Head", series: ["1", "3"] },
      { name: "Body", series: ["2"] },
    ]);
  });

  it("wants every series in a part, every part filled, and names that differ", () => {
    expect(partsOf(["Head", "Body"], series, { "1": "Head", "2": "Body" })).toBeNull();
    const all = { "1": "Head", "2": "Head", "3": "Head" };
    expect(partsOf(["Head", "Body"], series, all)).toBeNull();
    expect(partsOf(["Head"], series, all)).toBeNull();
    expect(partsOf(["Head", "head "], series, { ...all, "2": "head " })).toBeNull();
  });
});
