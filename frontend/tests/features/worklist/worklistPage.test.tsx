// @vitest-environment jsdom
import {
  act,
  cleanup,
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Session } from "@/api/types";
import { WorklistPage } from "@/features/worklist/components/WorklistPage";
import { DEFAULT_FILTERS } from "@/features/worklist/model/filters";
import { ME, renderInApp, WINDOW } from "../../support/appAround";
import { stubSockets, tell } from "../../support/liveServer";
import { RestServer } from "../../support/restServer";
import { taskWith } from "./taskFixture";

const READER: Session["capabilities"] = ["worklist.view", "worklist.claim"];
const MANAGER: Session["capabilities"] = [...READER, "worklist.manage"];
const LENGTH = 100_000;
const OTHER = { id: "r2", name: "Dr Other" };

const nameOf = (index: number) => `Family${index}^Given`;
const rowTask = (index: number) =>
  taskWith({
    id: `t${index}`,
    patient: {
      id: `p${index}`,
      name: nameOf(index),
      patient_id: `P${index}`,
      birth_date: null,
      sex: "F",
    },
  });

// Many rows in a DOM without a layout take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

let server: RestServer;
let read: string[];

function Page() {
  const [filters, setFilters] = useState(DEFAULT_FILTERS);
  return (
    <WorklistPage
      filters={filters}
      onFilter={setFilters}
      onRead={(id) => read.push(id)}
      renderChat={(task) => <p>chat of {task.id}</p>}
      renderTogether={() => null}
    />
  );
}

beforeEach(async () => {
  read = [];
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(WINDOW.height);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(WINDOW.width);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(WINDOW.height);
  server = new RestServer()
    .on("GET /reading-tasks", ({ query }) => {
      const first = Number(query.get("offset") ?? 0);
      const size = Math.min(Number(query.get("limit") ?? 50), LENGTH - first);
      const results = Array.from({ length: size }, (_, offset) => rowTask(first + offset));
      return { count: LENGTH, next: null, previous: null, results };
    })
    .on("GET /reading-tasks/counts", () => ({
      unread: 12_345,
      stat: 2,
      overdue: 1,
      mine: 0,
      signed_today: 4,
    }))
    .on("GET /worklist-views", () => ({ count: 0, next: null, previous: null, results: [] }))
    .on("POST /reading-tasks/next", () => ({ ...rowTask(7), state: "IN_PROGRESS" }))
    .on("POST /reading-tasks/t1/hold", () => rowTask(1))
    .on("POST /reading-tasks/bulk", ({ body }) => ({
      results: (body as { ids: string[] }).ids.map((id, place) =>
        place === 1 ? { id, ok: false, code: "licence_expired" } : { id, ok: true },
      ),
    }));
  await server.start();
  stubSockets();
});

afterEach(async () => {
  cleanup();
  await server.stop();
});

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const grid = () => document.querySelector("[role=grid]");
const rowOf = (index: number) =>
  vi.waitUntil(() => document.querySelector<HTMLElement>(`[data-task="t${index}"]`), 10_000);
const selectedId = () => grid()?.getAttribute("aria-activedescendant");

it("draws a screenful of a hundred thousand rows and asks for one page of them", async () => {
  renderInApp(<Page />, READER);
  await rowOf(0);
  expect(grid()?.getAttribute("aria-rowcount")).toBe(String(LENGTH + 1));
  expect(document.querySelectorAll("[role=row]").length).toBeLessThan(60);
  expect(server.sent("GET /reading-tasks")).toHaveLength(1);
  expect(await screen.findByText("12,345")).toBeTruthy();
});

it("is worked by keys: move, open a panel part, take the next study", async () => {
  renderInApp(<Page />, READER);
  await rowOf(0);
  await waitFor(() => expect(selectedId()).toBe("task-t0"));
  press("j");
  press("ArrowDown");
  press("k");
  expect(selectedId()).toBe("task-t1");
  press("m");
  expect(await screen.findByText("chat of t1")).toBeTruthy();
  press("n");
  await waitFor(() => expect(read).toEqual(["t7"]));
});

it("puts a study on hold with a code and words, and gives the list its focus back", async () => {
  // Who reads may put on hold what they hold themselves.
  const claim = {
    id: "c1",
    reader: ME,
    claimed_at: "2026-11-21T03:00:00Z",
    expires_at: "2026-11-21T03:05:00Z",
    mine: true,
  };
  server.on("GET /reading-tasks", () => ({
    count: 2,
    next: null,
    previous: null,
    results: [rowTask(0), { ...rowTask(1), state: "IN_PROGRESS" as const, claim }],
  }));
  renderInApp(<Page />, READER);
  await rowOf(0);
  press("j");
  press("h");
  const dialog = await screen.findByRole("dialog", {}, { timeout: 10_000 });
  fireEvent.click(within(dialog).getByLabelText("Waiting for priors"));
  const words = within(dialog).getByLabelText(/In words/);
  fireEvent.change(words, { target: { value: "CT of May" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Hold" }));
  await waitFor(() =>
    expect(server.sent("POST /reading-tasks/t1/hold")[0]?.body).toEqual({
      code: "waiting_for_priors",
      reason: "CT of May",
    }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("shows who has claimed a study as soon as a message says so, and asks nothing", async () => {
  renderInApp(<Page />, READER);
  const row = await rowOf(3);
  const lists = server.sent("GET /reading-tasks").length;
  act(() =>
    tell({
      type: "reading_task.changed",
      id: "t3",
      state: "IN_PROGRESS",
      holder: OTHER,
    }),
  );
  await within(row).findByText("Dr Other");
  act(() => tell({ type: "reading_task.changed", id: "t3", holder: ME }));
  await within(row).findByText("Mine");
  expect(server.sent("GET /reading-tasks")).toHaveLength(lists);
  expect(server.sent("GET /reading-tasks/t3")).toHaveLength(0);
});

it("marks a range and tells for each study what became of it", async () => {
  renderInApp(<Page />, MANAGER);
  await rowOf(0);
  press("x");
  press("j");
  press("j");
  press("X", { shiftKey: true });
  expect(screen.getByText("3 marked")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Take back…" }));
  const dialog = await screen.findByRole("dialog", {}, { timeout: 10_000 });
  fireEvent.change(within(dialog).getByLabelText(/Reason/), { target: { value: "shift ends" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Take back" }));
  expect(await screen.findByText("2 of 3 changed")).toBeTruthy();
  expect(screen.getByText("Family1, Given: licence has expired")).toBeTruthy();
  expect(server.sent("POST /reading-tasks/bulk")[0]?.body).toEqual({
    ids: ["t0", "t1", "t2"],
    action: "unassign",
    reason: "shift ends",
  });
  expect(screen.queryByText("3 marked")).toBeNull();
});
