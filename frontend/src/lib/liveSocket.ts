import type { ReadingTaskState } from "@/api/types";

/** What the person is told about the live connection. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline" | "refused";

export interface LiveMessage {
  type: string;
  id: string;
  expires_at?: string;
  /** The study that the message is about, where `id` names something else. */
  study?: string;
  /** How a changed task is now, where the server says so at once. */
  state?: ReadingTaskState;
  holder?: { id: string; name: string } | null;
}

const TASK_STATES: readonly ReadingTaskState[] = [
  "SCHEDULED",
  "IN_PROGRESS",
  "COMPLETED",
  "CANCELED",
];

export interface LiveSocketOptions {
  url: string;
  onMessage: (message: LiveMessage) => void;
  onStatus: (status: LiveStatus) => void;
  /** Called after a connection that had been lost is back: messages were missed, so refetch. */
  onResume: () => void;
  /** Called when the server says that the session has ended; connects again once it resolves. */
  onSessionEnded: () => Promise<void>;
  openSocket?: (url: string) => WebSocket;
}

/** The server's close codes: nobody is logged in, or not allowed to listen. */
const UNAUTHENTICATED = 4401;
const FORBIDDEN = 4403;

/** The first message of every connection, sent once the server listens on our behalf. */
const READY = "ready";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 20_000;

/** Doubling delay with jitter in [half, whole], so that a restart is not met by every client at once. */
export function reconnectDelay(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole / 2 + (whole / 2) * random);
}

function parseObject(data: unknown): Record<string, unknown> | null {
  if (typeof data !== "string") return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

export function parseLiveMessage(data: unknown): LiveMessage | null {
  const { type, id, expires_at, study, state, holder } = parseObject(data) ?? {};
  // A message about a study names nothing else; the study then is what it is about.
  const subject = typeof id === "string" ? id : study;
  if (typeof type !== "string" || typeof subject !== "string") return null;
  const knownState = TASK_STATES.find((known) => known === state);
  const person = parsePerson(holder);
  return {
    type,
    id: subject,
    ...(typeof expires_at === "string" ? { expires_at } : {}),
    ...(typeof study === "string" ? { study } : {}),
    ...(knownState ? { state: knownState } : {}),
    ...(person === undefined ? {} : { holder: person }),
  };
}

/** Null says that there is nobody; undefined that the message does not tell. */
function parsePerson(value: unknown): LiveMessage["holder"] {
  if (value === null) return null;
  if (typeof value !== "object" || value === undefined) return undefined;
  const { id, name } = value as { id?: unknown; name?: unknown };
  return typeof id === "string" && typeof name === "string" ? { id, name } : undefined;
}

/** A WebSocket that comes back by itself. `close()` ends it for good. */
export class LiveSocket {
  private readonly options: LiveSocketOptions;
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempt = 0;
  private wasLive = false;
  private closed = false;

  constructor(options: LiveSocketOptions) {
    this.options = options;
    window.addEventListener("online", this.reconnectNow);
    this.connect();
  }

  close(): void {
    this.closed = true;
    window.removeEventListener("online", this.reconnectNow);
    if (this.timer !== null) clearTimeout(this.timer);
    this.socket?.close();
  }

  private readonly reconnectNow = (): void => {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.connect();
  };

  private connect(): void {
    this.timer = null;
    this.options.onStatus(this.wasLive || this.attempt > 0 ? "reconnecting" : "connecting");
    const open = this.options.openSocket ?? ((url: string) => new WebSocket(url));
    const socket = open(this.options.url);
    this.socket = socket;
    socket.onmessage = (event) => this.heard(event.data);
    socket.onclose = (event) => this.lost(event.code);
  }

  private heard(data: unknown): void {
    if (parseObject(data)?.type === READY) this.becameReady();
    const message = parseLiveMessage(data);
    if (message) this.options.onMessage(message);
  }

  private becameReady(): void {
    if (this.closed) return;
    this.attempt = 0;
    this.options.onStatus("live");
    if (this.wasLive) this.options.onResume();
    this.wasLive = true;
  }

  private lost(code: number): void {
    if (this.closed) return;
    if (code === FORBIDDEN) {
      this.options.onStatus("refused");
      return;
    }
    if (code === UNAUTHENTICATED) {
      this.options.onStatus("reconnecting");
      void this.options.onSessionEnded().then(() => {
        if (!this.closed) this.connect();
      });
      return;
    }
    this.options.onStatus(navigator.onLine ? "reconnecting" : "offline");
    const delay = reconnectDelay(this.attempt, Math.random());
    this.attempt += 1;
    this.timer = setTimeout(() => this.connect(), delay);
  }
}
