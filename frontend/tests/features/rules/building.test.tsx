// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Rule, RuleProblem } from "@/api/ruleTypes";
import { RulesPage } from "@/features/rules";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";
import { catalogue, rule, strokeAtNight } from "./fixtures";

const MANAGER = ["rules.view", "rules.manage"];

let saved: { rules: Rule[]; revision: number };
let problems: RuleProblem[];

function draft() {
  return { ...saved, saved_at: "2026-11-21T20:00:00Z", saved_by: null, problems, based_on: null };
}

beforeEach(() => {
  furnishBrowser();
  saved = { rules: [], revision: 1 };
  problems = [];
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function openPage(capabilities = MANAGER) {
  const asked = answerRequests({
    "GET /rule-catalogue": () => catalogue,
    "GET /rule-sets": () => ({ count: 0, next: null, previous: null, results: [] }),
    "GET /rule-sets/draft": draft,
    "PUT /rule-sets/draft": (body) => {
      const { rules } = body as { rules: Rule[] };
      saved = { rules, revision: saved.revision + 1 };
      return draft();
    },
  });
  renderFor(capabilities, <RulesPage part="draft" onPart={() => {}} />);
  await screen.findByRole("heading", { name: "Routing rules" });
  return asked;
}

it("lets a manager write a rule by typing what they mean", async () => {
  await openPage();
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Add a rule" }));
  for (const text of ["CT", "emergency"]) {
    await add("Add a condition", text);
  }
  await user.click(screen.getByRole("button", { name: "+ At night" }));
  for (const text of ["goes to neuro", "page on-call 15"]) {
    await add("Add an action", text);
  }
  expect(screen.getByRole("listitem").textContent).toContain(
    "needs neuro, page on-call if not claimed after 15 min",
  );
  await waitFor(() => expect(saved.rules[0]?.then).toHaveLength(2));
  const [built] = saved.rules;
  expect(built?.name).toBe("CT, emergency, 20:00 and 07:00 → needs neuro");
  expect(built?.then).toEqual(strokeAtNight.then.filter((_, place) => place % 2 === 1));
  expect(built?.when).toMatchObject({
    all: [
      { field: "modality", operator: "any_of", value: ["CT"] },
      { field: "patient_class", operator: "any_of", value: ["emergency"] },
      { field: "local_time", operator: "between", value: ["20:00", "07:00"] },
    ],
  });

  async function add(label: string, text: string): Promise<void> {
    await user.click(screen.getByLabelText(label));
    await user.paste(text);
    await user.keyboard("{Enter}");
  }
});

it("reorders by keyboard, switches off, and undoes", async () => {
  saved = { rules: [rule("r1"), rule("r2")], revision: 1 };
  await openPage();
  const user = userEvent.setup();
  const ids = () => screen.getAllByRole("listitem").map((item) => item.dataset.rule);
  screen.getByRole("button", { name: /^Move rule 2/ }).focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(ids()).toEqual(["r2", "r1"]);
  expect(screen.getByText("Rule moved to place 1 of 2.")).toBeTruthy();
  await user.click(screen.getByRole("switch", { name: "Rule 1 in use" }));
  expect(screen.getByText("off")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(ids()).toEqual(["r1", "r2"]);
  expect(screen.queryByText("off")).toBeNull();
});

it("shows what the server finds wrong at its place, and does not let it be published", async () => {
  saved = { rules: [rule("r1")], revision: 1 };
  problems = [
    {
      path: "rules[0].then[1].skill",
      code: "unknown_choice",
      message: "There is no such skill.",
    },
  ];
  await openPage();
  const user = userEvent.setup();
  expect(screen.getByText("1 problem")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Publish…" })).toHaveProperty("disabled", true);
  await user.click(screen.getByRole("button", { name: "Edit" }));
  const line = screen.getByText("Only readers skilled in").closest("div")?.parentElement;
  expect(line && within(line).getByRole("alert").textContent).toContain("There is no such skill.");
});

it("shows the rules to those who may only look", async () => {
  saved = { rules: [strokeAtNight], revision: 1 };
  await openPage(["rules.view"]);
  expect(screen.getByRole("listitem").textContent).toContain("needs neuro");
  expect(screen.queryByRole("button", { name: "Add a rule" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
});
