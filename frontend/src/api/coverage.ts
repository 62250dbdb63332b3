import { request } from "./http";
import type { Person, Site } from "./types";

export interface SiteCoverage {
  site: Site;
  /** One number for each hour: the fewest readers on duty who may read there; 0 is a gap. */
  readers: readonly number[];
}

export interface Coverage {
  /** When each hour starts. */
  hours: readonly string[];
  modality: string;
  procedure_group: string;
  sites: readonly SiteCoverage[];
}

export interface Exclusion {
  code: string;
  detail: string;
}

export interface ReaderCover {
  reader: Person;
  on_shift: boolean;
  eligible: boolean;
  exclusions: readonly Exclusion[];
  covers: readonly { starts_at: string; ends_at: string }[];
}

export interface HourCoverage {
  at: string;
  readers: readonly ReaderCover[];
}

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
