// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CoveragePage } from "@/features/staffing";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

const HOURS = ["2026-11-21T20:00:00Z", "2026-11-21T21:00:00Z"];
const SITE = { id: "s1", slug: "north", name: "North Hospital", time_zone: "UTC" };

beforeEach(furnishBrowser);

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("marks a gap in words and says why nobody may read", async () => {
  answerRequests({
    "GET /coverage": () => ({
      hours: HOURS,
      modality: "",
      procedure_group: "",
      sites: [{ site: SITE, readers: [2, 0] }],
    }),
    "GET /coverage/s1": () => ({
      at: HOURS[1],
      readers: [
        {
          reader: { id: "r1", name: "Dr Expired" },
          on_shift: true,
          eligible: false,
          exclusions: [{ code: "licence_expired", detail: "US-CA" }],
          covers: [],
        },
      ],
    }),
  });
  renderFor(["staffing.view"], <CoveragePage />);
  expect(await screen.findByText(/1 hour without a reader/)).toBeTruthy();
  const gap = screen.getByLabelText(/North Hospital.*nobody may read/);
  expect(gap.textContent).toBe("0");
  fireEvent.click(gap);
  expect(await screen.findByText(/licence has expired \(US-CA\)/)).toBeTruthy();
  expect(screen.getByText("On duty, but may not (1)")).toBeTruthy();
});
