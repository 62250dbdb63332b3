import { describe, expect, it } from "vitest";
import { LoadScheduler, Urgency } from "@/features/viewer/engine/loadScheduler";

/** A scheduler whose frames arrive when the test says so. */
function start(slots: number, hasRoom: (stackId: string) => boolean = () => true) {
  const asked: string[] = [];
  const pending = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const scheduler = new LoadScheduler(
    {
      load: (imageId) => {
        asked.push(imageId);
        return new Promise((resolve, reject) => pending.set(imageId, { resolve, reject }));
      },
      hasRoom,
      onProgress: () => undefined,
    },
    slots,
  );
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return {
    scheduler,
    asked,
    async arrive(imageId: string) {
      pending.get(imageId)?.resolve();
      await settle();
    },
    async fail(imageId: string) {
      pending.get(imageId)?.reject(new Error("gone"));
      await settle();
    },
  };
}

const frames = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}${index}`);

describe("LoadScheduler", () => {
  it("keeps at most its number of frames under way", async () => {
    const { scheduler, asked, arrive } = start(2);
    scheduler.add("a", frames("a", 4));
    scheduler.want("a", Urgency.Active);
    expect(asked).toEqual(["a0", "a1"]);
    await arrive("a0");
    expect(asked).toEqual(["a0", "a1", "a2"]);
    expect(scheduler.progress("a")).toEqual({ loaded: 1, failed: 0, total: 4 });
  });

  it("loads what is looked at before the rest of the study", async () => {
    const { scheduler, asked, arrive } = start(1);
    scheduler.add("rest", frames("r", 3));
    scheduler.add("seen", frames("s", 2));
    scheduler.want("rest", Urgency.Background);
    scheduler.want("seen", Urgency.Active);
    await arrive("r0");
    await arrive("s0");
    await arrive("s1");
    expect(asked).toEqual(["r0", "s0", "s1", "r1"]);
  });

  it("turns to where the person scrolls", async () => {
    const { scheduler, asked, arrive } = start(1);
    scheduler.add("a", frames("a", 10));
    scheduler.want("a", Urgency.Active);
    scheduler.focus("a", 7, -1);
    await arrive("a0");
    await arrive("a7");
    await arrive("a6");
    expect(asked).toEqual(["a0", "a7", "a6", "a5"]);
  });

  it("stops when the cache is full and does not load idle stacks", async () => {
    let room = true;
    const { scheduler, asked, arrive } = start(1, () => room);
    scheduler.add("a", frames("a", 3));
    scheduler.add("idle", frames("i", 3));
    scheduler.want("a", Urgency.Active);
    room = false;
    await arrive("a0");
    expect(asked).toEqual(["a0"]);
  });

  it("counts failures and tries them again when asked", async () => {
    const { scheduler, asked, fail, arrive } = start(1);
    scheduler.add("a", frames("a", 1));
    scheduler.want("a", Urgency.Active);
    await fail("a0");
    expect(scheduler.progress("a")).toEqual({ loaded: 0, failed: 1, total: 1 });
    scheduler.retryFailed("a");
    await arrive("a0");
    expect(asked).toEqual(["a0", "a0"]);
    expect(scheduler.progress("a")).toEqual({ loaded: 1, failed: 0, total: 1 });
  });

  it("fetches a frame again after the cache dropped it", async () => {
    const { scheduler, asked, arrive } = start(1);
    scheduler.add("a", frames("a", 1));
    scheduler.want("a", Urgency.Active);
    await arrive("a0");
    scheduler.markDropped("a0");
    expect(scheduler.progress("a").loaded).toBe(0);
    scheduler.focus("a", 0, 1);
    expect(asked).toEqual(["a0", "a0"]);
  });
});
