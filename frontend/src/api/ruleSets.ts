import { request } from "./http";
import type { Rule, RuleCatalogue, RuleProblem } from "./ruleTypes";
import type { Page, Person } from "./types";

/** A rule set that is or was in force. */
export interface RuleSetVersion {
  number: number;
  rules: readonly Rule[];
  note: string;
  published_at: string;
  published_by: Person | null;
  /** The version it brought back, when it was made by rolling back. */
  rolled_back_to: number | null;
}

export type RuleSetSummary = Omit<RuleSetVersion, "rules"> & {
  rule_count: number;
  current: boolean;
};

/** The one draft of the practice that its managers share. */
export interface RuleDraft {
  rules: readonly Rule[];
  /** Counts up with every change; a change must name the one it was made on. */
  revision: number;
  based_on: number | null;
  saved_at: string | null;
  saved_by: Person | null;
  problems: readonly RuleProblem[];
}

export interface DryRunSide {
  tasks: number;
  /** Signed by the due time that these rules would have set. */
  hits: number;
  /** Signed later, or overdue now. */
  misses: number;
  /** Neither signed nor due yet. */
  undecided: number;
  /** Nobody on duty was eligible on arrival. */
  unassignable: number;
}

export interface DryRunRow {
  name: string;
  before: DryRunSide;
  after: DryRunSide;
}

export interface DryRunLoad {
  reader: Person;
  before_minutes: number;
  after_minutes: number;
}

/** One reading task that the rules were tried on. */
export interface DryRunTask {
  id: string;
  description: string;
  site: string;
  received_at: string;
  changed: boolean;
  matched: readonly string[];
  before: string;
  after: string;
}

export interface DryRunResult {
  tasks: number;
  changed: number;
  total: { before: DryRunSide; after: DryRunSide };
  by_priority: readonly DryRunRow[];
  by_pathway: readonly DryRunRow[];
  by_reader: readonly DryRunLoad[];
  matched: Readonly<Record<string, number>>;
  examples: readonly DryRunTask[];
}

export interface DryRun {
  id: string;
  state: "waiting" | "running" | "done" | "failed";
  days: number;
  /** From 0 to 1. */
  progress: number;
  error: string;
  result: DryRunResult | null;
}

export const ruleSetKeys = {
  all: ["rule-sets"] as const,
  catalogue: ["rule-sets", "catalogue"] as const,
  versions: ["rule-sets", "versions"] as const,
  version: (number: number) => ["rule-sets", "version", number] as const,
  draft: ["rule-sets", "draft"] as const,
  dryRun: (id: string) => ["rule-sets", "dry-run", id] as const,
};

export function getRuleCatalogue(): Promise<RuleCatalogue> {
  return request("GET", "/rule-catalogue");
}

export async function listRuleSets(): Promise<RuleSetSummary[]> {
  const page = await request<Page<RuleSetSummary>>("GET", "/rule-sets", { query: { limit: 200 } });
  return page.results;
}

export function getRuleSet(number: number): Promise<RuleSetVersion> {
  return request("GET", `/rule-sets/${number}`);
}

export function getRuleDraft(): Promise<RuleDraft> {
  return request("GET", "/rule-sets/draft");
}

export function saveRuleDraft(rules: readonly Rule[], revision: number): Promise<RuleDraft> {
  return request("PUT", "/rule-sets/draft", { body: { rules, revision } });
}

export function publishRules(note: string): Promise<RuleSetVersion> {
  return request("POST", "/rule-sets/publish", { body: { note } });
}

export function rollBackRules(number: number): Promise<RuleSetVersion> {
  return request("POST", `/rule-sets/${number}/roll-back`);
}

export function startDryRun(rules: readonly Rule[], days: number): Promise<DryRun> {
  return request("POST", "/rule-sets/dry-run", { body: { rules, days } });
}

export function getDryRun(id: string): Promise<DryRun> {
  return request("GET", `/rule-sets/dry-runs/${id}`);
}
