import { expect, it } from "vitest";
import type { Shift } from "@/api/types";
import { shiftsAround } from "@/features/duty/model/shifts";

const shift = (id: string, starts_at: string, ends_at: string): Shift => ({
  id,
  reader: { id: "me", name: "Dr Reader" },
  rank: 1,
  covered_for: null,
  conflict: "",
  role: "reading",
  starts_at,
  ends_at,
});
const SHIFTS = [
  shift("late", "2026-11-22T22:00:00Z", "2026-11-23T06:00:00Z"),
  shift("early", "2026-11-21T22:00:00Z", "2026-11-22T06:00:00Z"),
];

it("finds the shift that runs and the next; the end belongs to neither", () => {
  const at = (moment: string) => {
    const { present, next } = shiftsAround(SHIFTS, Date.parse(moment));
    return [present?.id ?? null, next?.id ?? null];
  };
  expect(at("2026-11-21T23:00:00Z")).toEqual(["early", "late"]);
  expect(at("2026-11-22T06:00:00Z")).toEqual([null, "late"]);
  expect(at("2026-11-23T07:00:00Z")).toEqual([null, null]);
});
