import type { Candidate } from "@/api/types";

/** One comparison a rule made: what it wanted, what it met. */
export interface Condition {
  field: string;
  operator: string;
  expected: unknown;
  actual: unknown;
  passed: boolean;
}

/** One rule of a decision, as the engine recorded it. */
export interface RuleTrace {
  id: string;
  name: string;
  matched: boolean;
  /** Why it was not asked; empty when it was. */
  skipped: string;
  applied: unknown[];
  overruled: unknown[];
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
      applied: listIn(rule.applied),
      overruled: listIn(rule.overruled),
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

/** A value of a rule's condition as text; lists by comma, nothing as null. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) {
    const parts = value.map(valueText).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(", ");
  }
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  if (typeof value === "object") return valueText(Object.values(value));
  return String(value);
}

/** Members of an action beside the one that says what it does. */
const SIDE_MEMBERS = [
  "action",
  "type",
  "kind",
  "widen_after_minutes",
  "after_minutes",
  "level",
  "unless",
  "message",
];

/** An applied action: what kind it is and the value it carries. */
export function actionParts(action: unknown): { kind: string; value: string } {
  if (typeof action === "string") return { kind: action, value: "" };
  if (typeof action !== "object" || action === null) return { kind: "", value: "" };
  const entries = Object.entries(action);
  const kind = entries.find(([name]) => ["action", "type", "kind"].includes(name))?.[1];
  const value = entries.find(
    ([name, member]) => !SIDE_MEMBERS.includes(name) && member !== null,
  )?.[1];
  return { kind: typeof kind === "string" ? kind : "", value: valueText(value) ?? "" };
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
