import { describe, expect, it } from "vitest";
import type { SlaPolicy } from "@/api/service";
import { holidayLines, parseHolidays } from "@/features/service/model/holidays";
import { rule, standingOf, type TaskLook } from "@/features/service/model/policies";

const NOW = Date.parse("2026-11-21T20:00:00Z");
const NORTH = { id: "north", slug: "north", name: "North", time_zone: "UTC" };
const LOOK: TaskLook = {
  site: "north",
  pathway: "stroke",
  priority: "STAT",
  modality: "CT",
  read_type: "final",
};

function policy(id: string, change: Partial<SlaPolicy> = {}): SlaPolicy {
  return {
    id,
    site: null,
    pathway: null,
    priority: null,
    modality: null,
    read_type: null,
    clock_from: "complete",
    clock_to: "signed",
    minutes: 60,
    calendar: null,
    effective_from: null,
    effective_to: null,
    ...change,
  };
}

function ruling(...policies: SlaPolicy[]): [string | undefined, string | undefined] {
  const found = rule(policies, [], LOOK, NOW);
  return [found?.decides.id, found?.because];
}

describe("the deciding target", () => {
  it("is the pathway's before any number of other columns", () => {
    const contract = policy("contract", { site: NORTH, priority: "STAT", modality: "CT" });
    expect(ruling(contract, policy("stroke", { pathway: "stroke" }))).toEqual([
      "stroke",
      "pathway",
    ]);
  });

  it("names more columns, or of as many one further left", () => {
    const byPriority = policy("priority", { priority: "STAT" });
    const bySite = policy("site", { site: NORTH });
    const both = policy("both", { priority: "STAT", modality: "CT" });
    expect(ruling(byPriority, both)).toEqual(["both", "columns"]);
    expect(ruling(byPriority, bySite)).toEqual(["site", "left"]);
  });

  it("came into force later among equals, and is in force", () => {
    const old = policy("old", { priority: "STAT" });
    const fresh = policy("fresh", { priority: "STAT", effective_from: "2026-11-01T00:00:00Z" });
    const ended = policy("ended", { pathway: "stroke", effective_to: "2026-11-01T00:00:00Z" });
    const future = policy("future", { pathway: "stroke", effective_from: "2027-01-01T00:00:00Z" });
    expect(ruling(old, fresh, ended, future)).toEqual(["fresh", "later"]);
    expect([ended, future, fresh].map((row) => standingOf(row, NOW))).toEqual([
      "past",
      "future",
      "inForce",
    ]);
  });

  it("may be the pathway's own, which a row that names more stands before", () => {
    const own = { id: "p", code: "stroke", minutes: 15 };
    const found = rule([policy("priority", { priority: "STAT" })], [own], LOOK, NOW);
    expect([found?.decides.minutes, found?.because, found?.ownOf]).toEqual([15, "pathway", own]);
    const narrower = policy("both", { pathway: "stroke", site: NORTH });
    expect(rule([narrower], [own], LOOK, NOW)).toMatchObject({ decides: narrower, ownOf: null });
  });

  it("takes a study on no pathway as on its priority's", () => {
    const byPathway = policy("stat", { pathway: "stat" });
    const look = { ...LOOK, pathway: "" };
    expect(rule([byPathway], [], look, NOW)?.decides.id).toBe("stat");
  });

  it("fits in every column, and is about the report itself", () => {
    expect(ruling(policy("other", { modality: "MR" }))).toEqual([undefined, undefined]);
    expect(ruling(policy("claim", { clock_to: "claimed" }))).toEqual([undefined, undefined]);
    expect(ruling(policy("all"))).toEqual(["all", "only"]);
  });
});

it("takes holidays a line each, and says which line is none", () => {
  const lines = "2026-12-24 Christmas Eve\n\n2026-12-31";
  const { holidays, wrong } = parseHolidays(lines);
  expect(holidays).toEqual([
    { date: "2026-12-24", name: "Christmas Eve" },
    { date: "2026-12-31", name: "" },
  ]);
  expect(wrong).toBeNull();
  expect(holidayLines(holidays)).toBe("2026-12-24 Christmas Eve\n2026-12-31");
  expect(parseHolidays("Christmas").wrong).toBe("Christmas");
  expect(parseHolidays("2026-13-40 x").wrong).toBe("2026-13-40 x");
});
