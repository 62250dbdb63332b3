import { useSyncExternalStore } from "react";

type Listener = () => void;

/** One timer per period for the whole page, so that a thousand ticking cells cost one interval. */
class Ticker {
  private readonly listeners = new Set<Listener>();
  private timer: ReturnType<typeof setInterval> | null = null;
  private readonly period: number;
  private moment = Date.now();

  constructor(period: number) {
    this.period = period;
  }

  readonly subscribe = (listener: Listener): Listener => {
    this.listeners.add(listener);
    this.timer ??= setInterval(this.tick, this.period);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0 && this.timer !== null) {
        clearInterval(this.timer);
        this.timer = null;
      }
    };
  };

  readonly now = (): number => {
    // Without a running timer the stored moment may be old; a whole period is the tolerance.
    if (this.timer === null && Date.now() - this.moment >= this.period) this.moment = Date.now();
    return this.moment;
  };

  private readonly tick = (): void => {
    this.moment = Date.now();
    for (const listener of this.listeners) listener();
  };
}

const everySecond = new Ticker(1000);
const everyHalfMinute = new Ticker(30_000);

/** The present moment, renewed each second (or each half minute). */
export function useNow(pace: "second" | "half-minute" = "second"): number {
  const ticker = pace === "second" ? everySecond : everyHalfMinute;
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}
