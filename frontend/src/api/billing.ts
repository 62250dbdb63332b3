import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

export type BillableEvent = Schema["BillableEvent"];
export type BillableKind = Schema["BillableKind"];
export type BillingPeriod = Schema["BillingPeriod"];
export type BillingPolicy = Schema["BillingPolicy"];
export type CreditRule = Schema["CreditRule"];
export type CreditNote = Schema["CreditNote"];
export type Dispute = Schema["Dispute"];
export type Gap = Schema["Gap"];
export type Invoice = Schema["Invoice"];
export type InvoiceDetail = Schema["InvoiceDetail"];
export type InvoiceLine = Schema["InvoiceLine"];
export type MarginRow = Schema["MarginRow"];
export type Named = Schema["Named"];
export type Payout = Schema["Payout"];
export type PriceSide = Schema["PriceSide"];
export type QuoteAnswer = Schema["QuoteAnswer"];
export type QuoteQuestion = Schema["QuoteQuestionRequest"];
export type RateCard = Schema["RateCard"];
export type RateCardDetail = Schema["RateCardDetail"];
export type RateLine = Schema["RateLine"];
export type RatePremium = Schema["RatePremium"];
export type Reconciliation = Schema["Reconciliation"];
export type SiteContract = Schema["SiteContract"];
export type Statement = Schema["Statement"];
export type StatementPeriod = Schema["InvoicePeriod"];
export type StudyType = Schema["StudyType"];
export type StudyTypeAnswer = Schema["StudyTypeAnswer"];
export type StudyTypeRule = Schema["StudyTypeRule"];
export type TimeBand = Schema["TimeBand"];

export const BILLING_PAGE = 50;
/** What is chosen from a list rather than paged through. */
const CHOICES = 200;

type Query = Record<string, string | number | null>;

export const billingKeys = {
  all: ["billing"] as const,
  of: (what: string, query: Query = {}) => ["billing", what, query] as const,
};

export function getPolicy(): Promise<BillingPolicy> {
  return request("GET", "/billing/policy");
}

export function setPolicy(policy: BillingPolicy): Promise<BillingPolicy> {
  return request("PUT", "/billing/policy", { body: policy });
}

export function listContracts(): Promise<SiteContract[]> {
  return request("GET", "/billing/contracts");
}

export function setContract(
  site: string,
  terms: Omit<SiteContract, "site" | "site_name">,
): Promise<SiteContract> {
  return request("PUT", `/billing/contracts/${site}`, { body: terms });
}

export async function listStudyTypes(): Promise<StudyType[]> {
  const page = await request<Page<StudyType>>("GET", "/billing/study-types", {
    query: { limit: CHOICES },
  });
  return page.results;
}

export function createStudyType(said: { code: string; name: string }): Promise<StudyType> {
  return request("POST", "/billing/study-types", { body: said });
}

/** Its code stays: files and price lists name it. */
export function editStudyType(
  id: string,
  said: { name: string; active: boolean },
): Promise<StudyType> {
  return request("PUT", `/billing/study-types/${id}`, { body: said });
}

/** What a study is billed as, and whether one is asked to say so. */
export function getStudyTypeOf(study: string): Promise<StudyTypeAnswer> {
  return request("GET", `/billing/studies/${study}/study-type`);
}

export function confirmStudyType(study: string, studyType: string): Promise<StudyTypeAnswer> {
  return request("PUT", `/billing/studies/${study}/study-type`, {
    body: { study_type: studyType },
  });
}

export async function getTypeRules(): Promise<StudyTypeRule[]> {
  const body = await request<{ rules: StudyTypeRule[] }>("GET", "/billing/study-type-rules");
  return body.rules;
}

export function setTypeRules(rules: readonly StudyTypeRule[]): Promise<unknown> {
  return request("PUT", "/billing/study-type-rules", { body: { rules } });
}

export function importProcedures(content: string): Promise<{ rows: number }> {
  return request("POST", "/billing/study-types/import", { body: { content } });
}

export async function listRateCards(): Promise<RateCard[]> {
  const page = await request<Page<RateCard>>("GET", "/billing/rate-cards", {
    query: { limit: CHOICES },
  });
  return page.results;
}

export function getRateCard(id: string): Promise<RateCardDetail> {
  return request("GET", `/billing/rate-cards/${id}`);
}

export function createRateCard(said: {
  side: PriceSide;
  name: string;
  currency: string;
  effective_from: string;
}): Promise<RateCardDetail> {
  return request("POST", "/billing/rate-cards", { body: said });
}

export function editRateCard(
  id: string,
  said: Pick<RateCardDetail, "name" | "effective_from" | "lines" | "premiums">,
): Promise<RateCardDetail> {
  return request("PUT", `/billing/rate-cards/${id}`, { body: said });
}

export function copyRateCard(
  id: string,
  said: { name: string; effective_from: string; percent: string },
): Promise<RateCardDetail> {
  return request("POST", `/billing/rate-cards/${id}/copy`, { body: said });
}

export function publishRateCard(id: string): Promise<RateCardDetail> {
  return request("POST", `/billing/rate-cards/${id}/publish`, { body: {} });
}

export function deleteRateCard(id: string): Promise<void> {
  return request("DELETE", `/billing/rate-cards/${id}`);
}

export function importRateCard(id: string, content: string): Promise<RateCardDetail> {
  return request("POST", `/billing/rate-cards/${id}/import`, { body: { content } });
}

export function quoteStudy(question: QuoteQuestion): Promise<QuoteAnswer> {
  return request("POST", "/billing/quotes", { body: question });
}

export function listUnpriced(offset: number): Promise<Page<BillableEvent>> {
  return request("GET", "/billing/unpriced", { query: { limit: BILLING_PAGE, offset } });
}

export function listUnconfirmed(offset: number): Promise<Page<BillableEvent>> {
  return request("GET", "/billing/unconfirmed", { query: { limit: BILLING_PAGE, offset } });
}

export function priceWaiting(): Promise<{ priced: number }> {
  return request("POST", "/billing/unpriced/price", { body: {} });
}

export function chooseStudyType(event: string, studyType: string): Promise<BillableEvent> {
  return request("POST", `/billing/billable-events/${event}/study-type`, {
    body: { study_type: studyType },
  });
}

export function waiveEvent(event: string, reason: string): Promise<BillableEvent> {
  return request("POST", `/billing/billable-events/${event}/waive`, { body: { reason } });
}

export async function listPeriods(): Promise<BillingPeriod[]> {
  const page = await request<Page<BillingPeriod>>("GET", "/billing/periods", {
    query: { limit: CHOICES },
  });
  return page.results;
}

export function closePeriod(id: string): Promise<BillingPeriod> {
  return request("POST", `/billing/periods/${id}/close`, { body: {} });
}

export function issueInvoices(id: string): Promise<BillingPeriod> {
  return request("POST", `/billing/periods/${id}/invoices`, { body: {} });
}

export function listInvoices(offset: number): Promise<Page<Invoice>> {
  return request("GET", "/billing/invoices", { query: { limit: BILLING_PAGE, offset } });
}

export function getInvoice(id: string): Promise<InvoiceDetail> {
  return request("GET", `/billing/invoices/${id}`);
}

export function listInvoiceLines(id: string, offset: number): Promise<Page<InvoiceLine>> {
  return request("GET", `/billing/invoices/${id}/lines`, {
    query: { limit: BILLING_PAGE, offset },
  });
}

/** Takes lines back; without any named, all that stand. */
export function issueCreditNote(
  invoice: string,
  said: { reason: string; lines: readonly string[] | null },
): Promise<CreditNote> {
  return request("POST", `/billing/invoices/${invoice}/credit-notes`, { body: said });
}

export function invoiceFileUrl(id: string, format: "pdf" | "csv" | "xlsx"): string {
  return `/api/v1/billing/invoices/${id}/${format}`;
}

export function creditNoteUrl(id: string): string {
  return `/api/v1/billing/credit-notes/${id}/pdf`;
}

export function accountingExportUrl(period: string): string {
  return `/api/v1/billing/accounting-export?period=${period}`;
}

export async function getMargin(period: string): Promise<MarginRow[]> {
  const body = await request<{ rows: MarginRow[] }>("GET", "/billing/margin", {
    query: { period },
  });
  return body.rows;
}

export function getReconciliation(month: string): Promise<Reconciliation> {
  return request("GET", "/billing/reconciliation", { query: { month } });
}

export function settleGaps(month: string): Promise<Reconciliation> {
  return request("POST", "/billing/reconciliation", { query: { month }, body: {} });
}

export function getStatement(query: Query): Promise<Statement> {
  return request("GET", "/billing/statement", { query });
}

export function listStatementLines(query: Query): Promise<Page<Payout>> {
  return request("GET", "/billing/statement/lines", { query: { limit: BILLING_PAGE, ...query } });
}

export async function listStatementPeriods(): Promise<StatementPeriod[]> {
  const page = await request<Page<StatementPeriod>>("GET", "/billing/statement/periods", {
    query: { limit: CHOICES },
  });
  return page.results;
}

export async function listPaidReaders(): Promise<Named[]> {
  const page = await request<Page<Named>>("GET", "/billing/paid-readers", {
    query: { limit: CHOICES },
  });
  return page.results;
}

export async function listPayableReaders(): Promise<Named[]> {
  const page = await request<Page<Named>>("GET", "/billing/payable-readers", {
    query: { limit: CHOICES },
  });
  return page.results;
}

export function openDispute(payout: string, text: string): Promise<Dispute> {
  return request("POST", `/billing/payouts/${payout}/disputes`, { body: { text } });
}

export function listDisputes(offset: number): Promise<Page<Dispute>> {
  return request("GET", "/billing/disputes", { query: { limit: BILLING_PAGE, offset } });
}

export function acceptDispute(id: string, answer: string, amount: string): Promise<Dispute> {
  return request("POST", `/billing/disputes/${id}/accept`, { body: { answer, amount } });
}

export function refuseDispute(id: string, answer: string): Promise<Dispute> {
  return request("POST", `/billing/disputes/${id}/refuse`, { body: { answer } });
}

/** The reader no longer says so. */
export function withdrawDispute(id: string): Promise<Dispute> {
  return request("POST", `/billing/disputes/${id}/withdraw`, { body: {} });
}
