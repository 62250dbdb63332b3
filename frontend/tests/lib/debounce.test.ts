import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { debounce } from "@/lib/debounce";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("waits for quiet, but no longer than the limit", () => {
  const calls: number[] = [];
  const debounced = debounce((value: number) => calls.push(value), 200, 1000);
  for (let step = 0; step < 12; step += 1) {
    debounced(step);
    vi.advanceTimersByTime(100);
  }
  expect(calls).toEqual([9]);
  vi.advanceTimersByTime(200);
  expect(calls).toEqual([9, 11]);
});

it("runs a waiting call at once when flushed, and none when cancelled", () => {
  const calls: number[] = [];
  const debounced = debounce((value: number) => calls.push(value), 200);
  debounced(1);
  debounced.flush();
  debounced(2);
  debounced.cancel();
  vi.advanceTimersByTime(1000);
  expect(calls).toEqual([1]);
});
