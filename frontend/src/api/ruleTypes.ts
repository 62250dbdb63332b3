import type { components } from "./schema";

/** What rule sets are made of, as the back end stores and checks them. */

type Schema = components["schemas"];

export type Choice = Schema["Choice"];
export type CatalogueField = Schema["RuleField"];
export type ActionParameter = Schema["RuleParameter"];
export type CatalogueAction = Schema["RuleAction"];
/** What a condition may ask and an action may do in this practice. */
export type RuleCatalogue = Schema["RuleCatalogue"];
/** Something that keeps a rule set from being published; `path` is a JSON Pointer to it. */
export type RuleProblem = Schema["RuleProblem"];

export type ConditionValue = string | number | boolean | readonly (string | number)[] | null;

export interface Leaf {
  field: string;
  operator: string;
  value: ConditionValue;
}

/** An empty `all` always holds. */
export type Condition =
  | Leaf
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition };

export type ParameterValue = string | number | boolean | readonly string[] | null;

export interface RuleAction {
  kind: string;
  [parameter: string]: ParameterValue;
}

export interface Rule {
  id: string;
  name: string;
  enabled: boolean;
  when: Condition;
  then: readonly RuleAction[];
  /** Later rules are not asked once this one holds. */
  stop: boolean;
}
