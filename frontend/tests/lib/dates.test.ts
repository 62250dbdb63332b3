import { describe, expect, it } from "vitest";
import { ageAt, formatDate, formatMoment } from "@/lib/dates";

describe("dates", () => {
  it("shows a moment in the site's zone, on both sides of a clock change, and names the zone", () => {
    expect(formatMoment("2026-10-25T00:30:00Z", "Europe/Berlin")).toMatch(/25 Oct 2026, 02:30 .+/);
    expect(formatMoment("2026-10-25T01:30:00Z", "Europe/Berlin")).toMatch(/25 Oct 2026, 02:30 .+/);
    expect(formatMoment("2026-10-25T00:30:00Z", "Europe/Berlin")).not.toBe(
      formatMoment("2026-10-25T01:30:00Z", "Europe/Berlin"),
    );
  });

  it("never moves a date of birth by a zone", () => {
    expect(formatDate("1961-03-04")).toBe("04 Mar 1961");
    expect(formatDate(null)).toBe("");
  });

  it.each([
    ["1961-11-22", "64 y"],
    ["1961-11-21", "65 y"],
    ["2025-03-30", "19 mo"],
    ["2026-11-09", "12 d"],
    ["2027-01-01", null],
    [null, null],
  ])("tells the age of someone born %s", (born, age) => {
    expect(ageAt(born, new Date("2026-11-21T12:00:00Z"))).toBe(age);
  });
});
