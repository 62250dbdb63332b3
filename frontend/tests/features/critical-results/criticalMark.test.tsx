// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CriticalMark } from "@/features/critical-results";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";
import { taskWith } from "../worklist/taskFixture";

const MAY = ["critical.view", "critical.raise", "critical.communicate"];
const CATEGORIES = [
  { number: 1, name: "Red", minutes: 20, read_back_required: true },
  { number: 2, name: "Orange", minutes: 360, read_back_required: false },
];
const finding = {
  id: "f1",
  category: 2,
  state: "open",
  named_finding: "",
  description: "",
  patient: { name: "DOE^JANE", patient_id: "P1", birth_date: null, sex: "F" },
  study: { id: "s", description: "CT head", accession_number: "A1", modalities: ["CT"] },
  site: { id: "north", name: "North Hospital", time_zone: "UTC" },
  raised_by: { id: "me", name: "Dr Reader" },
  raised_at: "2026-11-21T20:00:00Z",
  due_at: "2026-11-22T02:00:00Z",
  communicated_at: null,
  ended_at: null,
  reason: "",
  read_back_required: true,
  contacts: [{ id: "c1", name: "Ward 4", role: "nurse", phone: "+49 30 1", email: "" }],
  attempts: [],
  statements: [],
  steps: [],
};

beforeEach(furnishBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function page(known: unknown[] = []) {
  const asked = answerRequests({
    "GET /critical-findings": () => ({ count: known.length, results: known }),
    "GET /critical-categories": () => ({ count: 2, results: CATEGORIES }),
    "GET /named-findings": () => ({ count: 0, results: [] }),
    "GET /critical-findings/f1": () => finding,
    "POST /critical-findings": () => finding,
  });
  renderFor(MAY, <CriticalMark task={taskWith({ id: "t1" })} />);
  fireEvent.keyDown(document.body, { key: "!" });
  const raised = () => asked.filter(({ method }) => method === "POST").map(({ body }) => body);
  return { raised };
}

it("marks by a digit, never by one that is typed, and shows at once whom to call", async () => {
  const { raised } = page();
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByText("tell within 20 min, with read-back");
  const words = within(dialog).getByLabelText("What was found", { selector: "input" });
  fireEvent.change(words, { target: { value: "Shift of 2 mm" } });
  fireEvent.keyDown(words, { key: "2" });
  expect(raised()).toEqual([]);

  fireEvent.keyDown(within(dialog).getByRole("button", { name: /Orange/ }), { key: "2" });
  const phone = await screen.findByRole("link", { name: "+49 30 1" });
  expect(phone.getAttribute("href")).toBe("tel:+49301");
  expect(raised()).toMatchObject([{ category: 2, description: "Shift of 2 mm" }]);
  expect(screen.getByText("What was found has not been written yet.")).toBeTruthy();
});

it("keeps to itself while a dialog that it opened is answered", async () => {
  const { raised } = page([finding]);
  fireEvent.click(await screen.findByRole("button", { name: "Site was told…" }));
  const told = await screen.findByRole("dialog", { name: "Who was told?" });
  const save = within(told).getByRole("button", { name: "Save" });
  fireEvent.keyDown(save, { key: "1" });
  fireEvent.keyDown(save, { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Who was told?" })).toBeNull());
  expect(screen.getByRole("dialog", { name: "Mark a critical finding" })).toBeTruthy();
  expect(raised()).toEqual([]);

  const mark = screen.getByRole("button", { name: /Red/ });
  fireEvent.keyDown(mark, { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
