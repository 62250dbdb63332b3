// @vitest-environment jsdom
import { expect, it } from "vitest";
import { ActivityClock } from "@/features/session/model/idle";

it("counts from the last activity in any window of the browser", () => {
  const here = new ActivityClock(0);
  const there = new ActivityClock(0);
  expect(here.idleFor(60_000)).toBe(60_000);
  there.touch(50_000);
  expect(here.idleFor(60_000)).toBe(10_000);
});

it("is not fooled by a moment in the future", () => {
  window.localStorage.setItem("teleread.last-activity", "99999999");
  expect(new ActivityClock(0).idleFor(1000)).toBe(0);
});
