import { request } from "./http";
import type {
  CheckResult,
  DraftSave,
  DraftSaved,
  KeptDraft,
  Page,
  Report,
  ReportTemplate,
  ReportVersion,
  Signature,
  TemplateChange,
} from "./types";

export const reportKeys = {
  all: ["reports"] as const,
  forTask: (taskId: string) => ["reports", "for-task", taskId] as const,
  detail: (id: string) => ["reports", "detail", id] as const,
  keptDrafts: (id: string) => ["reports", "kept-drafts", id] as const,
  checks: (id: string, text: string) => ["reports", "checks", id, text] as const,
  version: (id: string, number: number) => ["reports", "version", id, number] as const,
  templates: (modality: string, bodyPart: string) =>
    ["report-templates", modality, bodyPart] as const,
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

export function signReport(id: string, signature: Signature): Promise<Report> {
  return request("POST", `/reports/${id}/sign`, { body: signature });
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
export const REPORT_FORMATS = ["text", "fhir", "sr", "encapsulated-pdf"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export function reportFileUrl(id: string, number: number, format: ReportFormat): string {
  return `/api/v1/reports/${id}/versions/${number}/${format}`;
}

export function reportPdfUrl(id: string, number: number): string {
  return `/api/v1/reports/${id}/versions/${number}/pdf`;
}

export async function listTemplates(modality: string, bodyPart: string) {
  const query = { modality, body_part: bodyPart, limit: 200 };
  const page = await request<Page<ReportTemplate>>("GET", "/report-templates", { query });
  return page.results;
}

export function applyTemplate(id: string, choice: TemplateChange): Promise<Report> {
  return request("POST", `/reports/${id}/template`, { body: choice });
}
