import { describe, expect, it } from "vitest";
import type { Candidate } from "@/api/types";
import { readerChoices, undoOf } from "@/features/worklist/model/bulk";
import { assignedTo, taskWith } from "./taskFixture";

const other = { id: "r2", name: "Dr Other" };
const before = new Map(
  [
    taskWith({ id: "a", priority: "STAT" }),
    taskWith({ id: "b", assigned: assignedTo(other) }),
    taskWith({ id: "c" }),
  ].map((task) => [task.id, task]),
);
const results = [
  { id: "a", ok: true, code: "", detail: "" },
  { id: "b", ok: true, code: "", detail: "" },
  { id: "c", ok: false, code: "claimed", detail: "" },
];
const ids = ["a", "b", "c"];

describe("undo", () => {
  it("gives each assigned task back to whom it was with, and leaves refused ones alone", () => {
    const undo = undoOf(
      { ids, action: "assign", reader: "r1", reason: "" },
      results,
      before,
      "undo",
    );
    expect(undo).toEqual([
      { ids: ["b"], action: "assign", reader: "r2", reason: "undo" },
      { ids: ["a"], action: "unassign", reason: "undo" },
    ]);
  });

  it("gives each its own earlier priority", () => {
    const undo = undoOf(
      { ids, action: "priority", priority: "URGENT", reason: "" },
      results,
      before,
      "u",
    );
    expect(undo.map((step) => [step.ids, step.priority])).toEqual([
      [["a"], "STAT"],
      [["b"], "ROUTINE"],
    ]);
  });

  it("ends a hold, and is nothing where nothing was done", () => {
    const hold = { ids, action: "hold" as const, code: "x", reason: "" };
    expect(undoOf(hold, results, before, "u")).toEqual([
      { ids: ["a", "b"], action: "resume", reason: "u" },
    ]);
    expect(undoOf(hold, [], before, "u")).toEqual([]);
  });
});

function candidate(name: string, change: Partial<Candidate>): Candidate {
  const reader = { id: name, name };
  return {
    reader,
    eligible: true,
    exclusions: [],
    available: true,
    on_shift: true,
    score: 1,
    licences: [],
    until: null,
    on_duty: true,
    open_tasks: 0,
    open_minutes: 0,
    parts: {},
    ...change,
  };
}

describe("readers to choose from", () => {
  it("are ordered by how many of the tasks they may read, and say why not the others", () => {
    const unlicensed = { eligible: false, exclusions: [{ code: "licence_expired", detail: "" }] };
    const choices = readerChoices([
      [candidate("Ann", unlicensed), candidate("Bo", {}), candidate("Cy", { on_shift: false })],
      [candidate("Ann", {}), candidate("Bo", { score: 3 }), candidate("Cy", { on_shift: false })],
    ]);
    expect(choices.map(({ name, eligible }) => `${name} ${eligible}`)).toEqual([
      "Bo 2",
      "Cy 2",
      "Ann 1",
    ]);
    expect(choices[0]?.score).toBe(2);
    expect(choices[2]?.reasons).toEqual(["licence_expired"]);
  });
});
