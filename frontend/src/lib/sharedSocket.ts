import {
  type LiveMessage,
  LiveSocket,
  type LiveSocketOptions,
  type LiveStatus,
} from "./liveSocket";

export interface LiveListener {
  onMessage: (message: LiveMessage) => void;
  onResume: () => void;
  onStatus: (status: LiveStatus) => void;
}

interface Shared {
  socket: LiveSocket;
  listeners: Set<LiveListener>;
  status: LiveStatus;
}

type Open = (options: LiveSocketOptions) => LiveSocket;

/** One connection for each address, however many parts of the page listen to it. */
export class SharedSockets {
  private readonly sockets = new Map<string, Shared>();
  private readonly open: Open;
  private readonly onSessionEnded: () => Promise<void>;

  constructor(onSessionEnded: () => Promise<void>, open: Open = (opts) => new LiveSocket(opts)) {
    this.onSessionEnded = onSessionEnded;
    this.open = open;
  }

  /** Listens at an address; the connection ends with its last listener. */
  listen(url: string, listener: LiveListener): () => void {
    const shared = this.sockets.get(url) ?? this.connect(url);
    shared.listeners.add(listener);
    listener.onStatus(shared.status);
    return () => {
      shared.listeners.delete(listener);
      if (shared.listeners.size > 0) return;
      shared.socket.close();
      if (this.sockets.get(url) === shared) this.sockets.delete(url);
    };
  }

  private connect(url: string): Shared {
    const listeners = new Set<LiveListener>();
    const told = { status: "connecting" as LiveStatus };
    const socket = this.open({
      url,
      onMessage: (message) => {
        for (const listener of [...listeners]) listener.onMessage(message);
      },
      onResume: () => {
        for (const listener of [...listeners]) listener.onResume();
      },
      onStatus: (status) => {
        told.status = status;
        for (const listener of [...listeners]) listener.onStatus(status);
      },
      onSessionEnded: this.onSessionEnded,
    });
    const shared: Shared = {
      socket,
      listeners,
      get status() {
        return told.status;
      },
    };
    this.sockets.set(url, shared);
    return shared;
  }
}
