import { request } from "./http";
import type { components } from "./schema";

type Schema = components["schemas"];

/** For each site one number an hour: the fewest readers on duty who may read there; 0 is a gap. */
export type Coverage = Schema["Coverage"];
export type SiteCoverage = Schema["SiteCoverage"];
export type ReaderCover = Schema["ReaderCover"];
export type HourCoverage = Schema["HourCoverage"];

export interface CoverageQuestion {
  from: string;
  hours: number;
  modality: string;
  procedure_group: string;
}

export const coverageKeys = {
  map: (question: CoverageQuestion) => ["coverage", question] as const,
  hour: (site: string, at: string, modality: string, group: string) =>
    ["coverage", "hour", site, at, modality, group] as const,
};

export function getCoverage({ from, hours, modality, procedure_group }: CoverageQuestion) {
  return request<Coverage>("GET", "/coverage", {
    query: { from, hours, modality, procedure_group },
  });
}

export function explainCoverage(
  site: string,
  at: string,
  modality: string,
  procedure_group: string,
): Promise<HourCoverage> {
  return request("GET", `/coverage/${site}`, { query: { at, modality, procedure_group } });
}
