import { readLocal, writeLocal } from "@/lib/localCopy";

const ACTIVITY_KEY = "teleread.last-activity";
const WRITE_EVERY_MS = 5000;

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

/**
 * Remembers when the person last did something in any window of this browser: a reader who works
 * on one monitor must not be locked out on another.
 */
export class ActivityClock {
  private latest: number;
  private written = 0;

  constructor(now: number) {
    this.latest = now;
  }

  touch(now: number): void {
    this.latest = now;
    if (now - this.written < WRITE_EVERY_MS) return;
    this.written = now;
    writeLocal(ACTIVITY_KEY, now);
  }

  /** Milliseconds since the last activity in any window. */
  idleFor(now: number): number {
    const elsewhere = readLocal(ACTIVITY_KEY, isNumber) ?? 0;
    return now - Math.max(this.latest, Math.min(elsewhere, now));
  }
}
