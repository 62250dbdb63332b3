// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import {
  BilledAsLine,
  BilledAsMark,
  BillingPage,
  StatementPage,
  useBilledAs,
} from "@/features/billing";
import { rowErrors } from "@/features/billing/components/CsvImport";
import { formatMoney, isPrice, plainAmount } from "@/features/billing/model/money";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

const BOOKS = ["billing.view", "billing.manage", "billing.close", "invoice.view"];
const period = { id: "p1", first_day: "2026-11-01", last_day: "2026-11-30" };
const study = {
  id: "s1",
  description: "CT Thorax",
  accession_number: "A1",
  modalities: ["CT"],
  body_part: "CHEST",
  study_date: "2026-11-02",
};
const line = {
  id: "l1",
  kind: "entry",
  read: "final",
  at: "2026-11-02T10:00:00Z",
  site: { id: "n", name: "North Hospital" },
  study,
  study_type: { id: "t", name: "CT chest" },
  booked_as: "CT chest",
  period,
  amount: "18.7500",
  currency: "EUR",
  base: "15.00",
  rvu: "0",
  premium: "3.75",
  note: "",
  is_reversed: false,
  dispute: null,
  dispute_state: null,
  dispute_answer: null,
};

beforeEach(furnishBrowser);

it("writes amounts exactly", () => {
  expect(formatMoney("1234567890123.4500", "EUR")).toBe("€1,234,567,890,123.45");
  expect(formatMoney(null, "EUR")).toBe("–");
  expect(plainAmount("12.5000")).toBe("12.50");
  expect([isPrice("12.5"), isPrice("-1"), isPrice("1e3"), isPrice("")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it("finds the wrong rows in a refusal", () => {
  const rows = [{ row: 2, column: "amount", code: "not_an_amount", message: "Write an amount." }];
  expect(rowErrors(new ApiProblem(422, { code: "file_refused", rows }))).toEqual(rows);
  expect(rowErrors(new Error("no answer"))).toEqual([]);
});

it("shows a reader each study with what it is made of, and takes an objection", async () => {
  const asked = answerRequests({
    "GET /billing/statement/periods": () => ({ count: 1, results: [period] }),
    "GET /billing/statement": () => ({
      reader: { id: "u1", name: "Dr Reader" },
      period,
      issued: false,
      days: [{ day: "2026-11-02", currency: "EUR", studies: 1, total: "18.7500" }],
      totals: { EUR: "18.7500" },
    }),
    "GET /billing/statement/lines": () => ({ count: 1, results: [line] }),
    "POST /billing/payouts/l1/disputes": () => ({ id: "d1" }),
  });
  renderFor(["statement.view_own", "statement.dispute"], <StatementPage />);
  await screen.findByText("CT chest · rate 15.00 · premium 3.75");
  fireEvent.click(screen.getByRole("button", { name: "Dispute CT Thorax" }));
  const text = await screen.findByLabelText("What is wrong with this line?");
  fireEvent.change(text, { target: { value: "It took an hour." } });
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() =>
    expect(asked).toContainEqual({
      method: "POST",
      path: "/billing/payouts/l1/disputes",
      body: { text: "It took an hour." },
    }),
  );
});

it("lets a reader take an objection back", async () => {
  const disputed = { ...line, dispute: "d1", dispute_state: "open" };
  const asked = answerRequests({
    "GET /billing/statement": () => ({
      reader: { id: "u1", name: "Dr Reader" },
      period,
      issued: false,
      days: [],
      totals: {},
    }),
    "GET /billing/statement/lines": () => ({ count: 1, results: [disputed] }),
    "POST /billing/disputes/d1/withdraw": () => ({ id: "d1" }),
  });
  renderFor(["statement.view_own", "statement.dispute"], <StatementPage />);
  const name = "Withdraw what you said about CT Thorax";
  fireEvent.click(await screen.findByRole("button", { name }));
  fireEvent.click(await screen.findByRole("button", { name: "Withdraw…" }));
  await waitFor(() =>
    expect(asked).toContainEqual({
      method: "POST",
      path: "/billing/disputes/d1/withdraw",
      body: {},
    }),
  );
});

const billedAs = {
  study: "s1",
  study_type: { id: "t", name: "CT chest" },
  derived: { id: "t", name: "CT chest" },
  confirmation: null,
  asked: true,
  choices: [{ id: "t", name: "CT chest" }],
};
const CONFIRMED = {
  method: "PUT",
  path: "/billing/studies/s1/study-type",
  body: { study_type: "t" },
};

function Room() {
  const found = useBilledAs("s1", true);
  return (
    <>
      <BilledAsMark billedAs={found} />
      <button type="button" onClick={found.signed}>
        sign
      </button>
    </>
  );
}

it("takes a signature as the reader's word on the study type, where the reader is asked", async () => {
  const asked = answerRequests({
    "GET /billing/studies/s1/study-type": () => billedAs,
    "PUT /billing/studies/s1/study-type": () => billedAs,
  });
  renderFor(["report.sign"], <Room />);
  await screen.findByText("confirmed when you sign");
  fireEvent.click(screen.getByRole("button", { name: "sign" }));
  await waitFor(() => expect(asked).toContainEqual(CONFIRMED));
});

it("shows and sends nothing where nobody is asked", async () => {
  const asked = answerRequests({
    "GET /billing/studies/s1/study-type": () => ({ ...billedAs, asked: false, choices: [] }),
  });
  renderFor(["report.sign"], <Room />);
  await waitFor(() => expect(asked).toHaveLength(1));
  fireEvent.click(screen.getByRole("button", { name: "sign" }));
  expect(screen.queryByText("Billed as")).toBeNull();
  expect(asked).toHaveLength(1);
});

it("lets the site confirm the study type", async () => {
  const asked = answerRequests({
    "GET /billing/studies/s1/study-type": () => billedAs,
    "PUT /billing/studies/s1/study-type": () => billedAs,
  });
  renderFor(["studies.confirm"], <BilledAsLine study="s1" />);
  fireEvent.click(await screen.findByRole("button", { name: "Confirm" }));
  await waitFor(() => expect(asked).toContainEqual(CONFIRMED));
});

it("offers to invoice a period that is closed", async () => {
  answerRequests({
    "GET /billing/periods": () => ({
      count: 1,
      results: [
        {
          ...period,
          kind: "month",
          ends_at: "2026-01-01T00:00:00Z",
          state: "closed",
          closed_at: null,
          closed_by_name: "",
          run_state: null,
          run_sites: null,
          run_done: null,
        },
      ],
    }),
    "GET /billing/invoices": () => ({ count: 0, results: [] }),
  });
  renderFor(BOOKS, <BillingPage part="invoices" onPart={() => undefined} />);
  await screen.findByRole("button", { name: "Issue invoices" });
  await screen.findByText("No invoice has been issued yet.");
});

it("gives a site's manager its invoices alone", async () => {
  answerRequests({ "GET /billing/invoices": () => ({ count: 0, results: [] }) });
  renderFor(["invoice.view"], <BillingPage part="margin" onPart={() => undefined} />);
  await screen.findByText("No invoice has been issued yet.");
  expect(screen.queryByRole("tab")).toBeNull();
});
