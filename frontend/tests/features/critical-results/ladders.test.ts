import { describe, expect, it } from "vitest";
import type { LadderHours } from "@/api/criticalPolicy";
import { nextToCall } from "@/features/critical-results/model/calls";
import {
  hoursOf,
  inOrder,
  openingsOf,
  stretchAt,
  uncoveredHours,
  wallClock,
} from "@/features/critical-results/model/ladders";
import { monthFrom, monthName, shareText } from "@/features/critical-results/model/months";
import { asSpan } from "@/features/critical-results/model/spans";

/** As the server stores it: what runs past midnight is two. */
const STORED_NIGHTS: LadderHours[] = [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) => [
  { weekday, opens: "00:00", closes: "08:00" },
  { weekday, opens: "17:00", closes: "24:00" },
]);

describe("hours", () => {
  it("puts nights together that the server has in two, and days that are alike", () => {
    expect(openingsOf(STORED_NIGHTS)).toEqual([
      { days: [0, 1, 2, 3, 4, 5, 6], opens: "17:00", closes: "08:00" },
    ]);
    const working = [0, 1, 2, 3, 4].map((weekday) => ({
      weekday,
      opens: "08:00",
      closes: "17:00",
    }));
    expect(openingsOf(working)).toEqual([
      { days: [0, 1, 2, 3, 4], opens: "08:00", closes: "17:00" },
    ]);
  });

  it("leaves a morning alone that no evening leads to", () => {
    const weekend: LadderHours[] = [
      { weekday: 5, opens: "18:00", closes: "24:00" },
      { weekday: 6, opens: "00:00", closes: "24:00" },
      { weekday: 0, opens: "00:00", closes: "07:00" },
    ];
    expect(openingsOf(weekend)).toEqual([
      { days: [6], opens: "00:00", closes: "24:00" },
      { days: [0], opens: "00:00", closes: "07:00" },
      { days: [5], opens: "18:00", closes: "24:00" },
    ]);
    const minutes = (hours: LadderHours[]) => hours.length;
    expect(minutes(hoursOf(openingsOf(weekend)))).toBe(3);
  });

  it("finds the stretch by the site's wall clock, not the browser's", () => {
    const clock = wallClock(new Date("2026-11-29T23:30:00Z"), "Europe/Berlin");
    expect(clock).toEqual({ weekday: 0, minute: 30 });
    const stretches = [
      { weekday: 0, opens: "00:00", closes: "08:30", ladder: "night", calls_nobody: true },
      { weekday: 0, opens: "08:30", closes: "24:00", ladder: "day", calls_nobody: false },
    ];
    expect(stretchAt(stretches, clock)?.ladder).toBe("night");
    expect(stretchAt(stretches, { weekday: 0, minute: 510 })?.ladder).toBe("day");
    expect(uncoveredHours(stretches)).toBe(8.5);
  });

  it("sorts steps by their minutes and keeps the order of one moment", () => {
    const rung = (minutes: number, contact: string) => ({
      minutes,
      kind: "contact" as const,
      contact,
    });
    const sorted = inOrder([rung(10, "b"), rung(0, "a"), rung(10, "c")]);
    expect(sorted.map(({ contact }) => contact)).toEqual(["a", "b", "c"]);
  });
});

describe("spans, months and shares", () => {
  it("says minutes in the largest whole unit", () => {
    expect([30, 360, 4320, 90].map(asSpan)).toEqual([
      { count: 30, unit: "min" },
      { count: 6, unit: "h" },
      { count: 3, unit: "d" },
      { count: 90, unit: "min" },
    ]);
  });

  it("steps over the year's end, and knows what is no month", () => {
    expect([monthFrom("2026-01", -1), monthFrom("2026-12", 1)]).toEqual(["2025-12", "2027-01"]);
    expect([monthName("2026-11"), monthName("2026-13"), monthName("")]).toEqual([
      "November 2026",
      "",
      "",
    ]);
  });

  it("never shows as whole what is not", () => {
    expect([shareText(0.999), shareText(1), shareText(null)]).toEqual(["99 %", "100 %", "–"]);
  });
});

it("calls whom nobody called yet, then the first again", () => {
  const contact = (name: string) => ({ id: name, name, role: "", phone: "1", email: "" });
  const tried = (person: string, channel: "phone" | "mail" = "phone") =>
    ({ person, channel }) as Parameters<typeof nextToCall>[0]["attempts"][number];
  const contacts = [contact("Ward"), contact("Night desk")];
  expect(nextToCall({ contacts, attempts: [tried("Ward", "mail")] })?.name).toBe("Ward");
  expect(nextToCall({ contacts, attempts: [tried("Ward")] })?.name).toBe("Night desk");
  expect(nextToCall({ contacts, attempts: [tried("Ward"), tried("Night desk")] })?.name).toBe(
    "Ward",
  );
});
