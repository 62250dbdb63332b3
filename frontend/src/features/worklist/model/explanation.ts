import type { Candidate } from "@/api/types";

/** One comparison a rule made: what it wanted, what it met. */
export interface Condition {
  field: string;
  operator: string;
  expected: unknown;
  actual: unknown;
  passed: boolean;
}

/** An action as the rule that did it says it. */
export type Recorded = Readonly<Record<string, unknown>>;

/** One rule of a decision, as the engine recorded it. */
export interface RuleTrace {
  id: string;
  name: string;
  matched: boolean;
  /** Why it was not asked; empty when it was. */
  skipped: string;
  applied: Recorded[];
  overruled: Recorded[];
  conditions: Condition[];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** Reads the recorded rules; a record of another age may lack members. */
export function rulesIn(recorded: readonly unknown[]): RuleTrace[] {
  return recorded.map((one) => {
    const rule = membersOf(one);
    return {
      id: textOf(rule.id),
      name: textOf(rule.name),
      matched: rule.matched === true,
      skipped: textOf(rule.skipped),
      applied: listIn(rule.applied).map(membersOf),
      overruled: listIn(rule.overruled).map(membersOf),
      conditions: listIn(rule.conditions).map(conditionIn),
    };
  });
}

function conditionIn(recorded: unknown): Condition {
  const { field, operator, expected, actual, passed } = membersOf(recorded);
  return {
    field: textOf(field),
    operator: textOf(operator),
    expected,
    actual,
    passed: passed === true,
  };
}

/** A number of a score, short: at most two decimals. */
export function pointsText(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The rules that applied, and those that did not, each in the order they were asked. */
export function partRules(rules: readonly RuleTrace[]): {
  matched: RuleTrace[];
  others: RuleTrace[];
} {
  return {
    matched: rules.filter(({ matched }) => matched),
    others: rules.filter(({ matched }) => !matched),
  };
}

/** Readers who may read, the likeliest first; then those who may not, by name. */
export function partCandidates(candidates: readonly Candidate[]): {
  eligible: Candidate[];
  excluded: Candidate[];
} {
  const byName = (one: Candidate, other: Candidate) =>
    one.reader.name.localeCompare(other.reader.name, "en");
  return {
    eligible: candidates
      .filter(({ eligible }) => eligible)
      .sort((one, other) => (other.score ?? -1) - (one.score ?? -1) || byName(one, other)),
    excluded: candidates.filter(({ eligible }) => !eligible).sort(byName),
  };
}
