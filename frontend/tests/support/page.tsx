import "@/i18n";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import type { Session } from "@/api/types";
import { CurrentSession } from "@/lib/currentSession";

// Drawing a whole page takes long on a busy machine; a wait ends as soon as what it is for is there.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

/** What jsdom lacks and the component kit asks for. */
export function furnishBrowser(): void {
  window.matchMedia = (media) => ({
    media,
    matches: false,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  });
  window.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  window.HTMLElement.prototype.scrollIntoView = () => {};
}

export type Answers = Record<string, (body: unknown, url: URL) => unknown>;

/** Answers requests by `METHOD /path`; anything else is told apart by its 404. Returns what was asked. */
export function answerRequests(
  answers: Answers,
): { method: string; path: string; body: unknown }[] {
  const asked: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (address: string, options: RequestInit) => {
    const url = new URL(address, "http://localhost");
    const path = url.pathname.replace("/api/v1", "");
    const method = options.method ?? "GET";
    const body: unknown = typeof options.body === "string" ? JSON.parse(options.body) : undefined;
    asked.push({ method, path, body });
    const answer = answers[`${method} ${path}`];
    if (!answer) return Response.json({ title: "Not found", code: "not_found" }, { status: 404 });
    return Response.json(answer(body, url));
  });
  return asked;
}

export function sessionWith(
  capabilities: readonly string[],
  roles: Session["roles"] = ["manager"],
): Session {
  return {
    user: { id: "u1", email: "manager@demo.test", name: "Maria Manager" },
    tenant: { id: "t1", slug: "demo", name: "Demo" },
    memberships: [],
    roles,
    capabilities: capabilities as Session["capabilities"],
    sites: [{ id: "s1", slug: "north", name: "North Hospital", time_zone: "Europe/Berlin" }],
    idle_timeout_seconds: 900,
  };
}

/** Draws a page as a person with these capabilities sees it. */
export function renderFor(
  capabilities: readonly string[],
  page: ReactNode,
  roles?: Session["roles"],
) {
  cleanup();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <CurrentSession value={sessionWith(capabilities, roles)}>{page}</CurrentSession>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
