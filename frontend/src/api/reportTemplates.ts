import { request } from "./http";
import type {
  ImportedTemplate,
  NewTemplate,
  Page,
  ReportTemplate,
  ReportTemplateDetail,
  TemplateContent,
  TemplateDifference,
  TemplatePreview,
  TemplatePreviewRequest,
  TemplateVersionSummary,
} from "./types";

export interface TemplateFilters {
  level: string | null;
  state: string | null;
  modality: string;
  search: string;
}

export const templateKeys = {
  all: ["report-templates"] as const,
  list: (filters: TemplateFilters) => ["report-templates", "list", filters] as const,
  detail: (id: string) => ["report-templates", "detail", id] as const,
  versions: (id: string) => ["report-templates", "versions", id] as const,
  difference: (id: string, from: number, to: number | "draft", revision: number) =>
    ["report-templates", "difference", id, from, to, revision] as const,
  preview: (asked: TemplatePreviewRequest) => ["report-templates", "preview", asked] as const,
};

export function listReportTemplates(filters: TemplateFilters): Promise<Page<ReportTemplate>> {
  return request("GET", "/report-templates", { query: { ...filters, limit: 200 } });
}

export function getReportTemplate(id: string): Promise<ReportTemplateDetail> {
  return request("GET", `/report-templates/${id}`);
}

export function createReportTemplate(body: NewTemplate): Promise<ReportTemplateDetail> {
  return request("POST", "/report-templates", { body });
}

export function saveTemplateDraft(
  id: string,
  revision: number,
  content: TemplateContent,
): Promise<ReportTemplateDetail> {
  return request("PUT", `/report-templates/${id}/draft`, { body: { revision, content } });
}

/** A template that was never published is gone with its draft. */
export function discardTemplateDraft(id: string): Promise<void> {
  return request("DELETE", `/report-templates/${id}/draft`);
}

export function publishTemplate(
  id: string,
  revision: number,
  note: string,
): Promise<ReportTemplateDetail> {
  return request("POST", `/report-templates/${id}/publish`, { body: { revision, note } });
}

/** Names of shipped templates that the practice lacked, and of those whose newer text is a draft now. */
export function addShippedTemplates(): Promise<{ added: string[]; drafted: string[] }> {
  return request("POST", "/report-templates/shipped");
}

export function retireTemplate(id: string): Promise<ReportTemplateDetail> {
  return request("POST", `/report-templates/${id}/retire`);
}

export function restoreTemplate(id: string): Promise<ReportTemplateDetail> {
  return request("POST", `/report-templates/${id}/restore`);
}

export async function listTemplateVersions(id: string): Promise<TemplateVersionSummary[]> {
  const page = await request<Page<TemplateVersionSummary>>(
    "GET",
    `/report-templates/${id}/versions`,
    { query: { limit: 200 } },
  );
  return page.results;
}

export function rollBackTemplate(id: string, number: number): Promise<ReportTemplateDetail> {
  return request("POST", `/report-templates/${id}/versions/${number}/roll-back`, { body: {} });
}

export function compareTemplate(
  id: string,
  from: number,
  to: number | "draft",
): Promise<TemplateDifference> {
  return request("GET", `/report-templates/${id}/differences`, {
    query: { from: from === 0 ? null : from, to },
  });
}

export function previewTemplate(
  body: TemplatePreviewRequest,
  signal?: AbortSignal,
): Promise<TemplatePreview> {
  return request("POST", "/report-templates/preview", { body, ...(signal ? { signal } : {}) });
}

/** An MRRT file becomes a draft; the answer says what of it could not be carried. */
export function importTemplate(
  file: File,
  level: string,
  site: string | null,
): Promise<ImportedTemplate> {
  const form = new FormData();
  form.set("file", file);
  form.set("level", level);
  if (site) form.set("site", site);
  return request("POST", "/report-templates/import", { form });
}

export function templateFileUrl(id: string): string {
  return `/api/v1/report-templates/${id}/mrrt`;
}
