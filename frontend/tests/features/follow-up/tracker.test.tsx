// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AnsweredFollowUps, FollowUpsPage } from "@/features/follow-up";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

const study = {
  id: "s1",
  study_instance_uid: "2.25.1",
  description: "CT Thorax",
  accession_number: "A1",
  modalities: ["CT"],
  body_part: "CHEST",
  study_date: "2026-01-02",
};
const followUp = {
  id: "f1",
  patient: { id: "p", name: "ŌTA^肺子", patient_id: "P1", birth_date: "1960-02-29", sex: "F" },
  study,
  site: { id: "north", name: "North Hospital", time_zone: "UTC" },
  report: "r1",
  finding: "6 mm nodule",
  modality: "CT",
  procedure: "",
  body_part: "chest",
  laterality: "",
  first: 6,
  last: 6,
  unit: "months",
  reason: "",
  urgency: "routine",
  guideline: "",
  quote: "Recommend follow-up CT of the chest in 6 months.",
  examined_on: "2026-01-02",
  not_before: "2026-06-02",
  due_on: "2026-07-02",
  late_after: "2026-08-01",
  recommended_by: { id: "me", name: "Dr Reader" },
  recommended_at: "2026-01-02T10:00:00Z",
  state: "overdue",
  next: "decide_match",
  scheduled_on: null,
  done_on: null,
  done_study: null,
  ended_at: null,
  ended_by_name: "",
  end_reason: "",
  proposed_match: "m1",
  contacted_at: null,
  entries: [],
  matches: [],
  steps: [],
};

beforeEach(furnishBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("lists what is due with the one thing to do, and narrows on the server", async () => {
  const asked: string[] = [];
  answerRequests({
    "GET /follow-ups": (_, url) => {
      asked.push(url.searchParams.get("state") ?? "");
      return { count: 1, results: [followUp] };
    },
  });
  renderFor(["follow_up.view"], <FollowUpsPage />);
  await screen.findByText("Say whether a later study is the one that was recommended");
  expect(screen.getByText("02 Jul 2026")).toBeTruthy();
  fireEvent.click(screen.getByRole("radio", { name: "Overdue" }));
  await waitFor(() => expect(asked).toContain("overdue"));
  expect(asked[0]).toBe("due,overdue");
  expect(screen.queryByText("The month's recommendations")).toBeNull();
});

it("tells the reader of the later study what it may answer, in the earlier words", async () => {
  const asked = answerRequests({
    "GET /follow-ups": () => ({ count: 1, results: [followUp] }),
    "POST /follow-up-matches/m1/accept": () => ({ ...followUp, state: "done" }),
  });
  renderFor(["follow_up.view", "follow_up.track"], <AnsweredFollowUps studyId="s2" />);
  await screen.findByText("May answer the recommendation of 02 Jan 2026 (Dr Reader):");
  fireEvent.click(screen.getByRole("button", { name: "Show its words" }));
  await screen.findByText(/Recommend follow-up CT of the chest/);
  fireEvent.click(screen.getByRole("button", { name: "Yes, this answers it" }));
  await waitFor(() =>
    expect(asked.some(({ path }) => path === "/follow-up-matches/m1/accept")).toBe(true),
  );
});
