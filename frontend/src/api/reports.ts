import { request } from "./http";
import type {
  CheckResult,
  DraftDifference,
  DraftSave,
  DraftSaved,
  KeptDraft,
  NewAddendum,
  NewCorrection,
  NewSubmission,
  NewWithdrawal,
  Page,
  ReadyMacro,
  Report,
  ReportDelivery,
  ReportTemplate,
  ReportVersion,
  Signature,
  TemplateChange,
  VersionDifference,
  WetRead,
} from "./types";

export const reportKeys = {
  all: ["reports"] as const,
  forTask: (taskId: string) => ["reports", "for-task", taskId] as const,
  detail: (id: string) => ["reports", "detail", id] as const,
  keptDrafts: (id: string) => ["reports", "kept-drafts", id] as const,
  checks: (id: string, text: string) => ["reports", "checks", id, text] as const,
  version: (id: string, number: number) => ["reports", "version", id, number] as const,
  macros: (id: string) => ["reports", "macros", id] as const,
  differences: (id: string, number: number) => ["reports", "differences", id, number] as const,
  deliveries: (id: string) => ["reports", "deliveries", id] as const,
  templates: (id: string) => ["report-templates", "for-report", id] as const,
};

/** Opens the task's report, making its draft from the best template; needs the claim. */
export function openReport(readingTask: string): Promise<Report> {
  return request("POST", "/reports", { body: { reading_task: readingTask } });
}

export function getReport(id: string): Promise<Report> {
  return request("GET", `/reports/${id}`);
}

export function saveDraft(id: string, draft: DraftSave): Promise<DraftSaved> {
  return request("PUT", `/reports/${id}/draft`, { body: draft });
}

/** Every macro for this report, filled with what is known of its patient and study. */
export async function listMacrosForReport(id: string): Promise<ReadyMacro[]> {
  const macros: ReadyMacro[] = [];
  for (;;) {
    const query = { limit: 200, offset: macros.length };
    const page = await request<Page<ReadyMacro>>("GET", `/reports/${id}/macros`, { query });
    macros.push(...page.results);
    if (page.next === null || page.results.length === 0) return macros;
  }
}

export function signReport(id: string, signature: Signature): Promise<Report> {
  return request("POST", `/reports/${id}/sign`, { body: signature });
}

/** A short provisional statement to the site, at once. */
export function giveWetRead(id: string, wetRead: WetRead): Promise<Report> {
  return request("POST", `/reports/${id}/wet-read`, { body: wetRead });
}

export function addAddendum(id: string, addendum: NewAddendum): Promise<Report> {
  return request("POST", `/reports/${id}/addenda`, { body: addendum });
}

export function correctReport(id: string, correction: NewCorrection): Promise<Report> {
  return request("POST", `/reports/${id}/corrections`, { body: correction });
}

/** The report was entered in error; its study is listed again. */
export function withdrawReport(id: string, withdrawal: NewWithdrawal): Promise<Report> {
  return request("POST", `/reports/${id}/withdraw`, { body: withdrawal });
}

/** Hands the draft to another reader for signature. */
export function submitReport(id: string, submission: NewSubmission): Promise<Report> {
  return request("POST", `/reports/${id}/submit`, { body: submission });
}

export function returnReport(id: string, comment: string): Promise<Report> {
  return request("POST", `/reports/${id}/return`, { body: { comment } });
}

/** A signed version against the one before it, or against the read before this one. */
export function compareVersion(id: string, number: number): Promise<VersionDifference> {
  return request("GET", `/reports/${id}/versions/${number}/differences`);
}

/** A text that is not signed yet against the earlier read of the study. */
export function compareDraft(
  id: string,
  sections: DraftSave["sections"],
): Promise<DraftDifference> {
  return request("POST", `/reports/${id}/differences`, { body: { sections } });
}

/** Where each version went, who opened it there and who confirmed it. */
export async function listReportDeliveries(id: string): Promise<ReportDelivery[]> {
  const page = await request<Page<ReportDelivery>>("GET", `/reports/${id}/deliveries`);
  return page.results;
}

/** What speaks against signing this text as that report. */
export async function checkDraft(
  id: string,
  sections: DraftSave["sections"],
  signal?: AbortSignal,
): Promise<CheckResult[]> {
  const answer = await request<{ results: CheckResult[] }>("POST", `/reports/${id}/checks`, {
    body: { sections },
    ...(signal ? { signal } : {}),
  });
  return answer.results;
}

/** Texts that a newer draft replaced without a signature, the latest first; asked by those who write. */
export async function listKeptDrafts(id: string): Promise<KeptDraft[]> {
  const page = await request<Page<KeptDraft>>("GET", `/reports/${id}/kept-drafts`);
  return page.results;
}

export function getReportVersion(id: string, number: number): Promise<ReportVersion> {
  return request("GET", `/reports/${id}/versions/${number}`);
}

/** Formats a signed version can be saved in, as addresses name them. */
export const REPORT_FORMATS = ["text", "fhir", "sr", "encapsulated-pdf", "key-objects"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export function reportFileUrl(id: string, number: number, format: ReportFormat): string {
  return `/api/v1/reports/${id}/versions/${number}/${format}`;
}

/** The picture of a signed version's key image, by its place from 1. */
export function keyImageUrl(id: string, number: number, place: number): string {
  return `/api/v1/reports/${id}/versions/${number}/key-images/${place}`;
}

export function reportPdfUrl(id: string, number: number): string {
  return `/api/v1/reports/${id}/versions/${number}/pdf`;
}

/** The templates that fit the report's study, the best first. */
export async function listTemplates(report: string) {
  const query = { report, limit: 200 };
  const page = await request<Page<ReportTemplate>>("GET", "/report-templates", { query });
  return page.results;
}

export function applyTemplate(id: string, choice: TemplateChange): Promise<Report> {
  return request("POST", `/reports/${id}/template`, { body: choice });
}
