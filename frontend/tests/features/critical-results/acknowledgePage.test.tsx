// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AcknowledgePage } from "@/features/critical-results";
import { furnishBrowser, renderFor } from "../../support/page";

const NOTICE = {
  practice: "Nightwatch",
  site: "North Hospital",
  category: 1,
  raised_at: "2026-11-21T20:00:00Z",
  time_zone: "UTC",
  state: "open",
  needs_code: true,
  done_at: null,
  done_by: "",
};

beforeEach(furnishBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Answers the look at the link, then the code, each with a status and a body. */
function page(look: [number, object], open: [number, object] = [200, {}]): void {
  vi.stubGlobal("fetch", async (_: string, { method }: RequestInit) => {
    const [status, body] = method === "POST" ? open : look;
    return Response.json(body, { status });
  });
  renderFor([], <AcknowledgePage token="t" />);
}

it("says that the code is wrong and how often it may be tried, not that a role is missing", async () => {
  const detail = "Try again; the link closes after 4 more.";
  page([200, NOTICE], [403, { title: "The code is not right", detail, code: "wrong_code" }]);
  fireEvent.change(await screen.findByLabelText(/Your confirmation code/), {
    target: { value: "guess" },
  });
  fireEvent.click(screen.getByRole("button", { name: "Show the result" }));
  const told = await screen.findByRole("alert");
  expect(told.textContent).toContain("The code is not right. Try again; the link closes after 4");
});

it("says of a link that does not open what to do", async () => {
  const body = { title: "This link is no longer valid", detail: "Call the practice." };
  page([410, body]);
  await screen.findByText("This link is no longer valid. Call the practice.");
});
