// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveSocket, type LiveStatus, parseLiveMessage, reconnectDelay } from "@/lib/liveSocket";

/** The part of a WebSocket that the live socket uses, driven by the test. */
class ScriptedSocket {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;

  becomeReady(): void {
    this.onmessage?.({ data: '{"type":"ready"}' });
  }

  lose(code = 1006): void {
    this.onclose?.({ code });
  }

  close(): void {
    this.closed = true;
    this.lose(1000);
  }
}

function openLive() {
  const sockets: ScriptedSocket[] = [];
  const statuses: LiveStatus[] = [];
  const ids: string[] = [];
  let resumed = 0;
  let logIn = () => {};
  const live = new LiveSocket({
    url: "ws://127.0.0.1/ws/worklist",
    onMessage: ({ id }) => ids.push(id),
    onStatus: (status) => statuses.push(status),
    onResume: () => {
      resumed += 1;
    },
    onSessionEnded: () =>
      new Promise((resolve) => {
        logIn = resolve;
      }),
    openSocket: () => {
      const socket = new ScriptedSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  return { live, sockets, statuses, ids, resumed: () => resumed, logIn: () => logIn() };
}

describe("live connection", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("comes back after a loss and asks for what was missed", () => {
    const { live, sockets, statuses, ids, resumed } = openLive();
    sockets[0]?.becomeReady();
    sockets[0]?.onmessage?.({ data: '{"type":"reading_task.changed","id":"a"}' });
    sockets[0]?.lose();
    expect(statuses).toEqual(["connecting", "live", "reconnecting"]);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
    sockets[1]?.becomeReady();
    expect(statuses.at(-1)).toBe("live");
    expect(ids).toEqual(["a"]);
    expect(resumed()).toBe(1);
    live.close();
  });

  it("does not ask for missed messages on the first connection", () => {
    const { live, sockets, resumed } = openLive();
    sockets[0]?.becomeReady();
    expect(resumed()).toBe(0);
    live.close();
  });

  it("stays closed once closed", () => {
    const { live, sockets } = openLive();
    live.close();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(sockets[0]?.closed).toBe(true);
  });

  it("waits for the log-in when the session has ended", async () => {
    const { live, sockets, logIn } = openLive();
    sockets[0]?.lose(4401);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    logIn();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
    live.close();
  });

  it("does not knock again where the role may not listen", () => {
    const { live, sockets, statuses } = openLive();
    sockets[0]?.lose(4403);
    vi.advanceTimersByTime(60_000);
    expect([sockets.length, statuses.at(-1)]).toEqual([1, "refused"]);
    live.close();
  });

  it("backs off when it is let in but lost before it is ready", () => {
    const { live, sockets } = openLive();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      sockets.at(-1)?.lose();
      vi.advanceTimersByTime(250);
    }
    expect(sockets.length).toBeLessThan(4);
    live.close();
  });

  it("tries again at once when the network is back", () => {
    const { live, sockets } = openLive();
    sockets[0]?.lose();
    window.dispatchEvent(new Event("online"));
    expect(sockets).toHaveLength(2);
    live.close();
  });

  it("backs off by doubling, within a limit, with jitter", () => {
    expect(reconnectDelay(0, 1)).toBe(500);
    expect(reconnectDelay(0, 0)).toBe(250);
    expect(reconnectDelay(3, 1)).toBe(4000);
    expect(reconnectDelay(50, 1)).toBe(20_000);
  });

  it("ignores what is not a message", () => {
    expect(parseLiveMessage("nonsense")).toBeNull();
    expect(parseLiveMessage('{"type":"x"}')).toBeNull();
    expect(parseLiveMessage(new Blob())).toBeNull();
  });
});
