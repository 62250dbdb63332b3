import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

type Answer = (asked: Asked) => unknown;

/** A REST server on loopback which every request of the page goes to. Unknown paths are 404. */
export class RestServer {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Answer>();
  private server: Server | null = null;

  /** Answers `GET /reading-tasks` and the like, written without the root of the interface. */
  on(request: string, answer: Answer): this {
    this.answers.set(request, answer);
    return this;
  }

  sent(request: string): Asked[] {
    return this.asked.filter(({ method, path }) => `${method} ${path}` === request);
  }

  async start(): Promise<void> {
    const server = createServer((incoming, outgoing) => {
      let text = "";
      incoming.on("data", (chunk) => {
        text += String(chunk);
      });
      incoming.on("end", () => {
        const url = new URL(incoming.url ?? "/", "http://any.invalid");
        const asked: Asked = {
          method: incoming.method ?? "",
          path: url.pathname.replace("/api/v1", ""),
          query: url.searchParams,
          body: text === "" ? undefined : JSON.parse(text),
        };
        this.asked.push(asked);
        const answer = this.answers.get(`${asked.method} ${asked.path}`);
        outgoing.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
        outgoing.end(JSON.stringify(answer ? answer(asked) : { code: "not_found" }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const realFetch = globalThis.fetch;
    vi.stubGlobal("fetch", (path: string, options: RequestInit) => {
      // jsdom's signals are not those that Node's fetch takes.
      const { signal: _, ...rest } = options;
      return realFetch(`http://127.0.0.1:${port}${path}`, rest);
    });
    this.server = server;
  }

  async stop(): Promise<void> {
    vi.unstubAllGlobals();
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}
