import { vi } from "vitest";

/** The page's end of a live connection, which a test speaks into. */
export class FakeSocket {
  static open: FakeSocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    FakeSocket.open.push(this);
  }

  close(): void {
    FakeSocket.open = FakeSocket.open.filter((socket) => socket !== this);
  }
}

export function stubSockets(): void {
  FakeSocket.open = [];
  vi.stubGlobal("WebSocket", FakeSocket);
}

/** Sends a message to whatever part of the page listens. */
export function tell(message: Record<string, unknown>): void {
  for (const socket of FakeSocket.open) socket.onmessage?.({ data: JSON.stringify(message) });
}
