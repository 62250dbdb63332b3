import { request } from "./http";
import type { Person } from "./types";

/** How often a kind of study was passed over, beside what colleagues do with the same kind. */
export interface KindShare {
  dimension: string;
  value: string;
  taken: number;
  passed_over: number;
  share: number;
  /** The 95 % interval of the share. */
  low: number;
  high: number;
  colleagues: number | null;
  flagged: boolean;
}

export interface MixLine {
  dimension: string;
  value: string;
  own: number;
  own_share: number;
  around: number;
  around_share: number;
}

export interface ReaderFairness {
  reader: Person;
  opened: number;
  opened_and_left: number;
  skipped: number;
  released: number;
  handed_back: number;
  expired: number;
  completed: number;
  minutes: number;
  rvu: number;
  hours_on_shift: number;
  hours_active: number;
  rvu_per_hour_on_shift: number | null;
  rvu_per_active_hour: number | null;
  minutes_per_hour_on_shift: number | null;
  minutes_per_case: number | null;
  minutes_per_case_around: number | null;
  kinds: readonly KindShare[];
  case_mix: readonly MixLine[];
}

export interface Fairness {
  start: string;
  end: string;
  share_threshold: number;
  least_cases: number;
  results: readonly ReaderFairness[];
}

export const fairnessKeys = { of: (days: number) => ["fairness", days] as const };

export function getFairness(from: string, to: string): Promise<Fairness> {
  return request("GET", "/fairness", { query: { from, to } });
}
