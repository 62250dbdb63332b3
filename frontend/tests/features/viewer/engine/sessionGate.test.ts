import { describe, expect, it, vi } from "vitest";
import { SessionGate } from "@/features/viewer/engine/sessionGate";

describe("SessionGate", () => {
  it("asks for one sign-in however many requests meet a 401, and lets all go on after it", async () => {
    const onUnauthenticated = vi.fn();
    const changes: boolean[] = [];
    const gate = new SessionGate(onUnauthenticated, (closed) => changes.push(closed));
    gate.close();
    gate.close();
    const waiting = Promise.all([gate.whenOpen(), gate.whenOpen()]);
    gate.open();
    await waiting;
    expect(onUnauthenticated).toHaveBeenCalledTimes(1);
    expect(changes).toEqual([true, false]);
    expect(gate.isClosed).toBe(false);
  });

  it("opens by itself when the sign-in it asked for succeeds", async () => {
    const gate = new SessionGate(
      () => Promise.resolve(),
      () => undefined,
    );
    gate.close();
    await gate.whenOpen();
    expect(gate.isClosed).toBe(false);
  });
});
