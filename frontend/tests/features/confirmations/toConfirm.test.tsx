// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { StudyConfirmation } from "@/api/types";
import { SiteTable, ToConfirm } from "@/features/confirmations";
import { mayConfirm, waitOf } from "@/features/confirmations/model/waiting";
import { stubSockets } from "../../support/liveServer";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

const CLERK = ["studies.confirm", "portal.view"];

function waiting(changes: Partial<StudyConfirmation> = {}): StudyConfirmation {
  return {
    id: "c1",
    state: "waiting",
    study: {
      id: "st1",
      study_instance_uid: "1.2.3",
      description: "CT Chest",
      modalities: ["CT"],
      body_part: "CHEST",
      accession_number: "A1",
      referring_physician: "",
      study_at: "2026-11-21T02:00:00Z",
      series_count: 2,
      instance_count: 311,
      late_images: false,
    },
    patient: { id: "p1", name: "Doe, Jane", patient_id: "P1", birth_date: null, sex: "F" },
    site: { id: "s1", slug: "north", name: "North Hospital", time_zone: "Europe/Berlin" },
    priority: "ROUTINE",
    order: null,
    indication: "",
    missing: ["indication"],
    opened_at: "2026-11-21T02:05:00Z",
    awaited_until: "2026-11-21T02:20:00Z",
    paged_at: null,
    settled_at: null,
    settled_by: null,
    confirmed_by: "",
    reason: "",
    ...changes,
  };
}

/** A server with what waits; what is confirmed is gone. */
function serve(...rows: StudyConfirmation[]) {
  let left = rows;
  return answerRequests({
    "GET /study-confirmations": () => ({
      count: left.length,
      next: null,
      previous: null,
      results: left,
    }),
    ...Object.fromEntries(
      rows.map((row) => [
        `POST /study-confirmations/${row.id}/confirm`,
        () => {
          left = left.filter(({ id }) => id !== row.id);
          return row;
        },
      ]),
    ),
  });
}

beforeEach(() => {
  furnishBrowser();
  stubSockets();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("lets a clerk say what is asked and confirm, by keys alone", async () => {
  const asked = serve(waiting());
  renderFor(CLERK, <ToConfirm />, ["site_user"]);
  const field = await screen.findByRole("textbox");
  expect(screen.getByText(/311 images, 2 series/)).toBeTruthy();
  fireEvent.keyDown(window, { key: "c" });
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
  expect(asked.some(({ method }) => method === "POST")).toBe(false);
  fireEvent.change(field, { target: { value: "Fever, pneumonia?" } });
  fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(screen.queryByText("Doe, Jane")).toBeNull());
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
    indication: "Fever, pneumonia?",
    reason: "",
  });
});

it("asks whoever does not belong to the site why they confirm for it", async () => {
  const asked = serve(waiting({ indication: "Fever", missing: [] }));
  renderFor([...CLERK, "operations.view"], <ToConfirm />, ["operations"]);
  const reason = await screen.findByRole("textbox", { name: /Why you confirm/ });
  const button = screen.getByRole("button", { name: /Confirm for reading/ });
  expect(button.hasAttribute("disabled")).toBe(true);
  fireEvent.change(reason, { target: { value: "Dr Day called" } });
  fireEvent.click(button);
  await waitFor(() => expect(screen.queryByText("Doe, Jane")).toBeNull());
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
    indication: "",
    reason: "Dr Day called",
  });
});

it("knows what is enough, and what waits too long", () => {
  const typed = { indication: "", reason: "" };
  expect(mayConfirm(waiting(), typed, false)).toBe(false);
  expect(mayConfirm(waiting({ missing: [] }), typed, false)).toBe(true);
  expect(mayConfirm(waiting({ missing: [] }), typed, true)).toBe(false);
  const nameless = waiting({ missing: ["indication", "patient"] });
  expect(mayConfirm(nameless, { indication: "Fever", reason: "" }, false)).toBe(false);
  const due = Date.parse("2026-11-21T02:20:00Z");
  expect(waitOf(waiting(), due - 1).late).toBe(false);
  expect(waitOf(waiting(), due)).toEqual({ age: 15 * 60_000, late: true });
});

it("warns that what waits is listed when a site need not confirm any longer", async () => {
  const site = {
    id: "s1",
    slug: "north",
    name: "North Hospital",
    time_zone: "Europe/Berlin",
    jurisdictions: [],
    quiet_seconds: 30,
    confirms_studies: true,
    confirm_within_minutes: 15,
    active: true,
  };
  const asked = answerRequests({
    "GET /sites": () => ({ count: 1, next: null, previous: null, results: [site] }),
    "PUT /sites/s1/study-confirmation": () => site,
  });
  renderFor(["sites.manage"], <SiteTable />);
  expect(await screen.findByText(/Yes, within 15 minutes/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Confirmation at North Hospital" }));
  fireEvent.click(await screen.findByRole("checkbox"));
  expect(screen.getByText(/put on the worklist at once/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked.some(({ method }) => method === "PUT")).toBe(true));
  expect(asked.find(({ method }) => method === "PUT")?.body).toEqual({
    confirms_studies: false,
    confirm_within_minutes: 15,
  });
});
