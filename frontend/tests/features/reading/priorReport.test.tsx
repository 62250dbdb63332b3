// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Prior } from "@/api/types";
import { PriorsList } from "@/features/reading";
import { furnishBrowser, renderFor } from "../../support/page";

const TASK = {
  patient: { id: "p1", name: "DOE^JANE", patient_id: "7", birth_date: null, sex: "F" },
  site: { id: "s1", slug: "north", name: "North", time_zone: "UTC" },
};
const PRIOR: Prior = {
  study: {
    id: "st1",
    study_instance_uid: "2.25.1",
    description: "CT Chest",
    modalities: ["CT"],
    body_part: "CHEST",
    accession_number: "A1",
    referring_physician: "",
    study_at: "2025-11-01T03:00:00Z",
    instance_count: 3,
    series_count: 1,
    late_images: false,
  },
  report: { id: "r1", state: "final", has_draft: false, signed_at: "2025-11-01T04:00:00Z" },
  relevance: 3,
};
const VERSION = {
  number: 1,
  signer: { id: "u2", name: "Dr Colleague" },
  signed_at: "2025-11-01T04:00:00Z",
  sections: [{ code: "impression", title: "Impression", body: "Small nodule." }],
};

/** Whether the patient has been opened. */
let opened: boolean;

beforeEach(() => {
  furnishBrowser();
  opened = false;
  vi.stubGlobal("fetch", async (address: string, options: RequestInit) => {
    if (options.method === "POST" && address === "/api/v1/patients/p1/break-glass") {
      opened = true;
      return Response.json({ until: "2026-11-22T08:00:00Z" });
    }
    if (!opened) return Response.json({ status: 404, code: "not_in_care" }, { status: 404 });
    return Response.json(address.endsWith("/versions/1") ? VERSION : { versions: [{ number: 1 }] });
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("says why a colleague's report is closed, and opens it by emergency access", async () => {
  renderFor(["glass.break"], <PriorsList priors={[PRIOR]} task={TASK} />);
  fireEvent.click(screen.getByText("Read report"));
  expect(await screen.findByText("This patient is not in your care")).toBeTruthy();
  expect(screen.queryByText(/could not be loaded/)).toBeNull();
  fireEvent.click(screen.getByText("Emergency access"));
  fireEvent.change(await screen.findByLabelText(/Why you need them/), {
    target: { value: "Suspected rebleed, earlier CT needed" },
  });
  fireEvent.click(screen.getByLabelText(/I need them to treat this patient now/));
  fireEvent.submit(screen.getByLabelText(/Why you need them/).closest("form") ?? document.body);
  expect(await screen.findByText("Small nodule.")).toBeTruthy();
});

it("says whom to ask where there is no emergency access", async () => {
  renderFor([], <PriorsList priors={[PRIOR]} task={TASK} />);
  fireEvent.click(screen.getByText("Read report"));
  expect(await screen.findByText(/A manager can give you the study/)).toBeTruthy();
  expect(screen.queryByText("Emergency access")).toBeNull();
});

it("opens the most relevant report by a key and copies a section of it", async () => {
  opened = true;
  const onCopy = vi.fn();
  renderFor([], <PriorsList priors={[PRIOR]} task={TASK} onCopy={onCopy} />);
  fireEvent.keyDown(document.body, { key: "p", altKey: true });
  fireEvent.click(await screen.findByLabelText("Copy Impression into the report"));
  expect(onCopy).toHaveBeenCalledWith({
    section: VERSION.sections[0],
    report: "r1",
    version: 1,
    origin: expect.stringMatching(/^CT Chest, .*Dr Colleague$/),
  });
  expect(screen.getByText("Copied")).toBeTruthy();
});
