import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import "@/i18n";
import type { Session } from "@/api/types";
import { CurrentSession } from "@/lib/currentSession";

/** The size of every element: wide enough for the columns, of few rows, as jsdom is slow. */
export const WINDOW = { width: 1000, height: 90 };

class OneSizeObserver {
  private readonly tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    this.tell = tell;
  }

  observe(target: Element): void {
    const size = [{ inlineSize: WINDOW.width, blockSize: WINDOW.height }];
    const entry: ResizeObserverEntry = {
      target,
      contentRect: new DOMRect(0, 0, WINDOW.width, WINDOW.height),
      borderBoxSize: size,
      contentBoxSize: size,
      devicePixelContentBoxSize: size,
    };
    queueMicrotask(() => this.tell([entry], this));
  }

  unobserve(): void {}
  disconnect(): void {}
}

/** What jsdom has not got and the component kit asks for. */
function completeBrowser(): void {
  vi.stubGlobal("ResizeObserver", OneSizeObserver);
  Object.defineProperty(document, "fonts", {
    configurable: true,
    value: { addEventListener: () => undefined, removeEventListener: () => undefined },
  });
  vi.stubGlobal("matchMedia", (media: string) => ({
    matches: false,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
}

export const ME = { id: "me", email: "reader@demo.test", name: "Dr Reader" };

function sessionWith(capabilities: Session["capabilities"]): Session {
  return {
    user: ME,
    tenant: { id: "t", slug: "demo", name: "Demo" },
    memberships: [],
    roles: [],
    capabilities: [...capabilities],
    sites: [{ id: "site-1", slug: "north", name: "North", time_zone: "UTC" }],
    idle_timeout_seconds: 600,
  };
}

/** Draws a part of the page with everything that the app puts around it. */
export function renderInApp(part: ReactNode, capabilities: Session["capabilities"]) {
  completeBrowser();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <MantineProvider env="test" defaultColorScheme="dark">
      <QueryClientProvider client={client}>
        <Notifications />
        <CurrentSession value={sessionWith(capabilities)}>{part}</CurrentSession>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
