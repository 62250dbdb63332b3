import { type QueryValue, queryString, request } from "./http";
import type { ReportFormat } from "./reports";
import type { Page, SiteReport, SiteStudy, SiteStudyDetail, SiteVersion } from "./types";

export const siteStudyKeys = {
  all: ["site-studies"] as const,
  list: (query: Record<string, QueryValue>) => ["site-studies", "list", query] as const,
  detail: (id: string) => ["site-studies", "detail", id] as const,
  report: (id: string, version: string) => ["site-studies", "report", id, version] as const,
};

export function listSiteStudies(query: Record<string, QueryValue>): Promise<Page<SiteStudy>> {
  return request("GET", "/site-studies", { query });
}

export function getSiteStudy(id: string): Promise<SiteStudyDetail> {
  return request("GET", `/site-studies/${id}`);
}

/** Fetches one version of the signed report for the site, which the server records as an opening. */
export function openSiteReport(id: string, version: string): Promise<SiteReport> {
  return request("GET", `/site-studies/${id}/report`, { query: { version } });
}

/** A version as a file; of the latest that stands where none is named. */
export function siteReportFileUrl(id: string, format: ReportFormat, version = ""): string {
  return `/api/v1/site-studies/${id}/report/${format}${queryString({ version })}`;
}

/** The PDF of a version; of the latest that stands where none is named. */
export function siteReportPdfUrl(id: string, version = ""): string {
  return `/api/v1/site-studies/${id}/report/pdf${queryString({ version })}`;
}

/** The picture of a key image of a delivered version, by its place from 1. */
export function siteKeyImageUrl(id: string, version: string, place: number): string {
  return `/api/v1/site-studies/${id}/report/key-images/${place}${queryString({ version })}`;
}

/** The site says that it knows of an addendum, a correction or a withdrawal. */
export function acknowledgeVersion(id: string, version: string): Promise<SiteVersion> {
  return request("POST", `/site-studies/${id}/report/acknowledge`, { body: { version } });
}
