// @vitest-environment jsdom
import { act, fireEvent, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KEYS_REST_MS, useOnceKeysRest } from "@/lib/useOnceKeysRest";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

it("waits for a rest of the keys, stays while it is wanted, and ends with it", () => {
  fireEvent.keyDown(document.body, { key: "a" });
  const { result, rerender } = renderHook(({ wanted }) => useOnceKeysRest(wanted), {
    initialProps: { wanted: true },
  });
  expect(result.current).toBe(false);
  pass(KEYS_REST_MS - 100);
  fireEvent.keyDown(document.body, { key: "b" });
  pass(KEYS_REST_MS - 100);
  expect(result.current).toBe(false);
  pass(100);
  expect(result.current).toBe(true);
  fireEvent.keyDown(document.body, { key: "c" });
  expect(result.current).toBe(true);
  rerender({ wanted: false });
  expect(result.current).toBe(false);
});

it("does not wait where nobody types", () => {
  fireEvent.keyDown(document.body, { key: "a" });
  pass(KEYS_REST_MS);
  const { result } = renderHook(() => useOnceKeysRest(true));
  expect(result.current).toBe(true);
});
