import { describe, expect, it } from "vitest";
import type { ReaderCover } from "@/api/coverage";
import type { CredentialExpiry, Privilege } from "@/api/staffing";
import { dayGroups, levelOf, sortCover, stepFrom } from "@/features/staffing/model/coverage";
import { byWarning } from "@/features/staffing/model/expiries";
import { privilegeMatrix } from "@/features/staffing/model/matrix";
import {
  endOf,
  formatRecurrence,
  minutesBetween,
  parseRecurrence,
} from "@/features/staffing/model/recurrence";
import { barOf, inLanes, weekStart } from "@/features/staffing/model/week";

describe("a recurrence", () => {
  it("is read and written in days and weeks", () => {
    expect(parseRecurrence("FREQ=WEEKLY;BYDAY=TU,MO")).toEqual({ weeks: 1, days: ["MO", "TU"] });
    expect(parseRecurrence("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA")).toEqual({
      weeks: 2,
      days: ["SA"],
    });
    expect(parseRecurrence("FREQ=DAILY")?.days).toHaveLength(7);
    expect(formatRecurrence({ weeks: 2, days: ["SU", "MO"] })).toBe(
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
    );
  });

  it("that says more is left as it is", () => {
    expect(parseRecurrence("FREQ=MONTHLY;BYMONTHDAY=1")).toBeNull();
    expect(parseRecurrence("FREQ=WEEKLY;BYDAY=1MO")).toBeNull();
    expect(parseRecurrence("FREQ=WEEKLY")).toBeNull();
  });

  it("counts hours over midnight", () => {
    expect(minutesBetween("22:00", "06:00")).toBe(480);
    expect(minutesBetween("08:00", "08:00")).toBe(1440);
    expect(endOf("22:00", 480)).toBe("06:00");
  });
});

describe("the week", () => {
  const start = new Date(2026, 10, 16);

  it("begins on Monday", () => {
    expect(weekStart(new Date(2026, 10, 22, 23))).toEqual(start);
    expect(weekStart(start)).toEqual(start);
  });

  it("draws what lies in it, cut at its ends", () => {
    const at = (day: number, hour = 0) => new Date(2026, 10, 16 + day, hour).toISOString();
    expect(barOf(at(0), at(7), start)).toEqual({ left: 0, width: 100 });
    expect(barOf(at(-2), at(3.5), start)?.left).toBe(0);
    expect(barOf(at(7), at(8), start)).toBeNull();
    const lanes = inLanes(
      [
        { starts_at: at(0, 8), ends_at: at(0, 16) },
        { starts_at: at(0, 12), ends_at: at(0, 20) },
        { starts_at: at(0, 16), ends_at: at(1) },
      ],
      start,
    );
    expect(lanes.map(({ lane }) => lane)).toEqual([0, 1, 0]);
  });
});

it("shows what each site lets a reader read now", () => {
  const privilege = (change: Partial<Privilege>): Privilege => ({
    id: "p",
    reader: { id: "r", name: "R" },
    site: { id: "s1", slug: "north", name: "North", jurisdictions: [] },
    modalities: [],
    procedure_groups: [],
    read_types: [],
    valid_from: "2026-01-01",
    valid_through: null,
    time_zone: "UTC",
    ends_at: null,
    status: "active",
    state: "valid",
    days_left: null,
    ...change,
  });
  const [row] = privilegeMatrix([
    privilege({ modalities: ["CT"] }),
    privilege({ modalities: ["MR"], procedure_groups: ["neuro"] }),
    privilege({ modalities: ["US"], state: "expired" }),
  ]);
  expect(row?.reach).toMatchObject({ CT: "every", MR: "some", US: "none" });
  expect(row?.groups.MR).toEqual(["neuro"]);
});

it("sorts expiries into the steps of their warnings", () => {
  const ending = (days_left: number): CredentialExpiry => ({
    kind: "licence",
    credential_id: String(days_left),
    reader: { id: "r", name: "R" },
    jurisdiction: "US-CA",
    site: null,
    ends_at: new Date(Date.UTC(2026, 10, 21 + days_left)).toISOString(),
    days_left,
    shifts_after: 0,
    recurs_after: false,
  });
  const groups = byWarning([ending(89), ending(3), ending(7), ending(31)]);
  expect(groups.map(({ warning, expiries }) => [warning, expiries.length])).toEqual([
    [7, 2],
    [60, 1],
    [90, 1],
  ]);
});

describe("coverage", () => {
  it("tells gaps, single readers and more apart", () => {
    expect([0, 1, 2, 9].map(levelOf)).toEqual(["gap", "one", "more", "more"]);
  });

  it("groups hours by the day they lie in", () => {
    const hours = [22, 23, 24, 25].map((hour) => new Date(2026, 10, 21, hour).toISOString());
    expect(dayGroups(hours).map(({ count }) => count)).toEqual([2, 2]);
  });

  it("moves by arrows within the map", () => {
    expect(stepFrom({ row: 0, column: 0 }, "ArrowUp", 3, 72)).toEqual({ row: 0, column: 0 });
    expect(stepFrom({ row: 0, column: 0 }, "End", 3, 72)).toEqual({ row: 0, column: 71 });
    expect(stepFrom({ row: 0, column: 0 }, "a", 3, 72)).toBeNull();
  });

  it("says who reads, who is barred, and who could be called", () => {
    const cover = (name: string, on_shift: boolean, eligible: boolean): ReaderCover => ({
      reader: { id: name, name },
      on_shift,
      eligible,
      exclusions: [],
      covers: on_shift && eligible ? [{ starts_at: "", ends_at: "" }] : [],
    });
    const sorted = sortCover([
      cover("reads", true, true),
      cover("barred", true, false),
      cover("at home", false, true),
      cover("neither", false, false),
    ]);
    expect(sorted.reads[0]?.reader.name).toBe("reads");
    expect(sorted.barred[0]?.reader.name).toBe("barred");
    expect(sorted.offDuty[0]?.reader.name).toBe("at home");
    expect(sorted.others).toBe(1);
  });
});
