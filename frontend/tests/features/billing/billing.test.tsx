// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { BillingPage, StatementPage } from "@/features/billing";
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
  period,
  amount: "18.7500",
  currency: "EUR",
  base: "15.00",
  rvu: "0",
  premium: "3.75",
  note: "",
  is_reversed: false,
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
