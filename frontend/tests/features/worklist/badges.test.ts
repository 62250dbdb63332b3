import { describe, expect, it } from "vitest";
import { badgesOf } from "@/features/worklist/model/badges";
import { assignedTo, taskWith } from "./taskFixture";

const kinds = (change: Parameters<typeof taskWith>[0]) =>
  badgesOf(taskWith(change)).map(({ kind, value }) => (value === "" ? kind : `${kind} ${value}`));

describe("badges", () => {
  it("are none for a plain task", () => {
    expect(badgesOf(taskWith())).toEqual([]);
    expect(badgesOf(taskWith({ pathway: "stat" }))).toEqual([]);
  });

  it("say what stands in the way first, then what makes it urgent", () => {
    const hold = { code: "missing_images", reason: "", since: "2026-11-21T09:00:00Z", by: null };
    expect(kinds({ hold, pathway: "stroke", unread_messages: 2 })).toEqual([
      "hold missing_images",
      "pathway stroke",
      "messages 2",
    ]);
  });

  it("put a critical finding that nobody answered first, and are silent once it is told", () => {
    expect(kinds({ critical_state: "open", pathway: "stroke" })).toEqual([
      "critical open",
      "pathway stroke",
    ]);
    expect(kinds({ critical_state: "told" })).toEqual([]);
  });

  it("tell whether a task is given to the person or to another", () => {
    const reader = { id: "r", name: "Dr Other" };
    expect(kinds({ assigned: assignedTo(reader, true) })).toEqual(["assignedMine"]);
    expect(kinds({ assigned: assignedTo(reader) })).toEqual(["assignedOther Dr Other"]);
  });

  it("tell what is known of priors, or else how many are here", () => {
    expect(kinds({ prior_count: 3 })).toEqual(["priors 3"]);
    expect(kinds({ prior_count: 3, prior_status: "requested" })).toEqual(["priors requested"]);
    expect(kinds({ prior_status: "none_exist" })).toEqual([]);
  });

  it("all have a shape", () => {
    const needs = [{ skill: "neuro", level: 3 }];
    const badges = badgesOf(
      taskWith({ needs, part: "Abdomen", read_type: "over_read", prior_count: 1 }),
    );
    expect(badges).toHaveLength(4);
    expect(badges.every(({ shape }) => shape !== "")).toBe(true);
  });
});
