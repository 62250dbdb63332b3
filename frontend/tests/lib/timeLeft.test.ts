import { describe, expect, it } from "vitest";
import { formatAge, timeLeft, wholeSpan } from "@/lib/timeLeft";

const now = Date.parse("2026-11-21T03:00:00Z");
const at = (milliseconds: number) => new Date(now + milliseconds).toISOString();
const MINUTE = 60_000;

describe("time left", () => {
  it.each([
    [90 * MINUTE, "calm", "1h 30m"],
    [60 * MINUTE, "soon", "1h 00m"],
    [59 * MINUTE + 5000, "soon", "59:05"],
    [15 * MINUTE, "imminent", "15:00"],
    [4000, "imminent", "0:04"],
    [0, "imminent", "0:00"],
    [-1000, "overdue", "\u22120:01"],
    [-125 * MINUTE, "overdue", "\u22122h 05m"],
    [51 * 60 * MINUTE, "calm", "2d 3h"],
  ])("%i ms from now is %s, shown as %s", (milliseconds, urgency, text) => {
    expect(timeLeft(at(milliseconds), now)).toMatchObject({ urgency, text });
  });

  it("has no urgency without a due time", () => {
    expect(timeLeft(null, now)).toMatchObject({ urgency: "none", text: "" });
  });

  it("shows ages without seconds, and none below zero", () => {
    expect(formatAge(4 * MINUTE + 59_000)).toBe("4m");
    expect(formatAge(-5000)).toBe("0m");
  });
});

it("says minutes in the largest unit that is whole", () => {
  expect([30, 90, 360, 1440, 4320, 0].map(wholeSpan)).toEqual([
    "30 min",
    "90 min",
    "6 h",
    "24 h",
    "3 d",
    "0 min",
  ]);
});
