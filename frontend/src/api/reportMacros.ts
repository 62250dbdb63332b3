import { request } from "./http";
import type { NewReportMacro, Page, ReportMacro, ReportMacroChange } from "./types";

export const reportMacroKeys = {
  all: ["report-macros"] as const,
  list: (shared: boolean, search: string) => ["report-macros", shared, search] as const,
  preview: (shared: boolean, code: string, text: string) =>
    ["report-macros", "preview", shared, code, text] as const,
};

/** The practice's macros or the person's own, by code. */
export function listReportMacros(shared: boolean, search: string): Promise<Page<ReportMacro>> {
  const query = { shared: String(shared), limit: 200, ...(search ? { search } : {}) };
  return request("GET", "/report-macros", { query });
}

export function addReportMacro(macro: NewReportMacro): Promise<ReportMacro> {
  return request("POST", "/report-macros", { body: macro });
}

export function changeReportMacro(id: string, change: ReportMacroChange): Promise<ReportMacro> {
  return request("PATCH", `/report-macros/${id}`, { body: change });
}

export function removeReportMacro(id: string): Promise<void> {
  return request("DELETE", `/report-macros/${id}`);
}

/** The text as it would stand in a report on a made-up patient. */
export async function previewReportMacro(macro: {
  shared: boolean;
  code: string;
  text: string;
}): Promise<string> {
  const answer = await request<{ text: string }>("POST", "/report-macros/preview", { body: macro });
  return answer.text;
}
