import { expect, it } from "vitest";
import type { LiveMessage, LiveSocket, LiveSocketOptions, LiveStatus } from "@/lib/liveSocket";
import { type LiveListener, SharedSockets } from "@/lib/sharedSocket";

function listener(): LiveListener & { heard: string[]; statuses: LiveStatus[] } {
  const heard: string[] = [];
  const statuses: LiveStatus[] = [];
  return {
    heard,
    statuses,
    onMessage: (message: LiveMessage) => heard.push(message.id),
    onResume: () => heard.push("resume"),
    onStatus: (status) => statuses.push(status),
  };
}

function sharing() {
  const opened: LiveSocketOptions[] = [];
  let closed = 0;
  const sockets = new SharedSockets(
    () => Promise.resolve(),
    (options) => {
      opened.push(options);
      return { close: () => (closed += 1) } as unknown as LiveSocket;
    },
  );
  return { sockets, opened, closed: () => closed };
}

it("opens one connection for all who listen at an address, and ends it with the last of them", () => {
  const { sockets, opened, closed } = sharing();
  const [one, other] = [listener(), listener()];
  const leaveOne = sockets.listen("ws://x/ws/worklist", one);
  opened[0]?.onStatus("live");
  const leaveOther = sockets.listen("ws://x/ws/worklist", other);
  expect(opened).toHaveLength(1);
  expect(other.statuses).toEqual(["live"]);

  opened[0]?.onMessage({ type: "reading_task.changed", id: "a" });
  leaveOne();
  opened[0]?.onMessage({ type: "reading_task.changed", id: "b" });
  opened[0]?.onResume();
  expect([one.heard, other.heard]).toEqual([["a"], ["a", "b", "resume"]]);
  expect(closed()).toBe(0);
  leaveOther();
  expect(closed()).toBe(1);
});

it("opens a new connection after the last has ended, and one for each address", () => {
  const { sockets, opened } = sharing();
  sockets.listen("ws://x/a", listener())();
  sockets.listen("ws://x/a", listener());
  sockets.listen("ws://x/b", listener());
  expect(opened.map(({ url }) => url)).toEqual(["ws://x/a", "ws://x/a", "ws://x/b"]);
});
