// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ReaderFairness } from "@/api/fairness";
import { FairnessPage } from "@/features/fairness";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

function facts(id: string, name: string): ReaderFairness {
  return {
    reader: { id, name },
    opened: 40,
    opened_and_left: 12,
    skipped: 5,
    released: 1,
    handed_back: 2,
    expired: 0,
    completed: 20,
    minutes: 200,
    rvu: 31.25,
    hours_on_shift: 16,
    hours_active: 14,
    rvu_per_hour_on_shift: 1.95,
    rvu_per_active_hour: 2.2,
    minutes_per_hour_on_shift: 12,
    minutes_per_case: 10,
    minutes_per_case_around: null,
    kinds: [
      {
        dimension: "modality",
        value: "MR",
        taken: 2,
        passed_over: 12,
        share: 0.857,
        low: 0.6,
        high: 0.96,
        colleagues: 0.2,
        flagged: true,
      },
    ],
    case_mix: [],
  };
}

function answerWith(...results: ReaderFairness[]): void {
  answerRequests({
    "GET /fairness": () => ({
      start: "2026-10-24T00:00:00Z",
      end: "2026-11-21T00:00:00Z",
      share_threshold: 0.5,
      least_cases: 10,
      results,
    }),
  });
}

beforeEach(furnishBrowser);

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("shows a manager every reader's numbers, and details on demand", async () => {
  answerWith(facts("r1", "Dr One"), facts("r2", "Dr Two"));
  renderFor(["fairness.view"], <FairnessPage />);
  expect(await screen.findByText("Dr Two")).toBeTruthy();
  expect(screen.queryByText(/86 % \(60 % to 96 %\)/)).toBeNull();
  fireEvent.click(screen.getByLabelText("Details of Dr Two"));
  expect(screen.getByText(/86 % \(60 % to 96 %\)/)).toBeTruthy();
  expect(screen.getByText("above the mark")).toBeTruthy();
});

it("shows a reader their own at once", async () => {
  answerWith(facts("r1", "Dr One"));
  renderFor(["worklist.claim"], <FairnessPage />);
  expect(await screen.findByText(/86 % \(60 % to 96 %\)/)).toBeTruthy();
  expect(screen.getByText(/the numbers that your managers see too/)).toBeTruthy();
});
