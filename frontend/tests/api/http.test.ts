// @vitest-environment jsdom
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { authGate } from "@/api/authGate";
import { request } from "@/api/http";
import { ApiProblem, NoAnswer } from "@/api/problem";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  csrf: string | string[] | undefined;
  body: string;
}

/** A real server on loopback; its session can be ended and begun. */
let server: Server;
let seen: Seen[];
let loggedIn: boolean;
const realFetch = globalThis.fetch;

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  return text;
}

beforeEach(async () => {
  seen = [];
  loggedIn = true;
  server = createServer((incoming, answer) => {
    void bodyOf(incoming).then((body) => {
      const { method, url, headers } = incoming;
      seen.push({ method, url, csrf: headers["x-csrftoken"], body });
      const problem = (status: number, code: string) => {
        answer.writeHead(status, { "content-type": "application/problem+json" });
        answer.end(JSON.stringify({ status, code, detail: "Say why." }));
      };
      if (!loggedIn) return problem(401, "not_authenticated");
      if (url?.endsWith("/claim")) return problem(409, "already_claimed");
      answer.writeHead(method === "DELETE" ? 204 : 200, { "content-type": "application/json" });
      answer.end(method === "DELETE" ? undefined : '{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal("fetch", (path: string, options: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, { ...options, signal: null }),
  );
});

afterEach(async () => {
  authGate.open();
  vi.unstubAllGlobals();
  await new Promise((resolve) => server.close(resolve));
});

describe("requests", () => {
  it("carry the CSRF token when they change something, and only then", async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie as Django sets it
    document.cookie = "csrftoken=abc";
    await request("GET", "/reading-tasks", { query: { state: ["A", "B"], search: "" } });
    await request("PUT", "/reports/1/draft", { body: { revision: 1 } });
    expect(seen[0]).toMatchObject({ url: "/api/v1/reading-tasks?state=A%2CB", csrf: undefined });
    expect(seen[1]).toMatchObject({ csrf: "abc", body: '{"revision":1}' });
  });

  it("answer nothing for an empty response", async () => {
    await expect(request("DELETE", "/api-tokens/1")).resolves.toBeUndefined();
  });

  it("tell a refusal by its code", async () => {
    const refusal = await request("POST", "/reading-tasks/1/claim").catch((error) => error);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ code: "already_claimed", status: 409, message: "Say why." });
  });

  it("wait for the log-in when the session has ended, then go out again unchanged", async () => {
    loggedIn = false;
    const saved = request("PUT", "/reports/1/draft", { body: { text: "kept" } });
    await vi.waitUntil(() => authGate.closed);
    loggedIn = true;
    authGate.open();
    await expect(saved).resolves.toEqual({ ok: true });
    expect(seen.map(({ body }) => body)).toEqual(['{"text":"kept"}', '{"text":"kept"}']);
  });

  it("let the session's own calls see that nobody is logged in", async () => {
    loggedIn = false;
    const refusal = request("GET", "/session", { waitForLogin: false });
    await expect(refusal).rejects.toMatchObject({ code: "not_authenticated" });
    expect(authGate.closed).toBe(false);
  });

  it("tell silence from refusal", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await expect(request("GET", "/reading-tasks")).rejects.toBeInstanceOf(NoAnswer);
  });
});
