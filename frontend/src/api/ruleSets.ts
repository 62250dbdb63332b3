import { request } from "./http";
import type { Rule, RuleCatalogue } from "./ruleTypes";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

/** The back end checks rules itself; its schema leaves them open, `Rule` says what they are. */
type WithRules<Body> = Omit<Body, "rules"> & { rules: readonly Rule[] };

/** A rule set that is or was in force; `rolled_back_to` is the version that it brought back. */
export type RuleSetVersion = WithRules<Schema["RuleSet"]>;
export type RuleSetSummary = Schema["RuleSetSummary"];

/**
 * The one draft of the practice that its managers share. `revision` counts up with every change; a
 * change must name the one it was made on.
 */
export type RuleDraft = WithRules<Schema["RuleDraft"]>;

export type DryRun = Schema["DryRun"];
export type DryRunResult = Schema["DryRunResult"];
export type DryRunRow = Schema["DryRunRow"];
export type DryRunSide = Schema["DryRunSide"];

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
