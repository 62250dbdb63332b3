import { type QueryValue, request } from "./http";
import type { ReportFormat } from "./reports";
import type { Page, SiteReport, SiteStudy, SiteStudyDetail } from "./types";

export const siteStudyKeys = {
  all: ["site-studies"] as const,
  list: (query: Record<string, QueryValue>) => ["site-studies", "list", query] as const,
  detail: (id: string) => ["site-studies", "detail", id] as const,
  report: (id: string, version: number) => ["site-studies", "report", id, version] as const,
};

export function listSiteStudies(query: Record<string, QueryValue>): Promise<Page<SiteStudy>> {
  return request("GET", "/site-studies", { query });
}

export function getSiteStudy(id: string): Promise<SiteStudyDetail> {
  return request("GET", `/site-studies/${id}`);
}

/** Fetches the signed report for the site, which the server records as an opening. */
export function openSiteReport(id: string): Promise<SiteReport> {
  return request("GET", `/site-studies/${id}/report`);
}

export function siteReportFileUrl(id: string, format: ReportFormat): string {
  return `/api/v1/site-studies/${id}/report/${format}`;
}

export function siteReportPdfUrl(id: string): string {
  return `/api/v1/site-studies/${id}/report/pdf`;
}
