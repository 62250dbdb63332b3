/** What rule sets are made of, as the back end stores and checks them. */

export type FieldType = "choice" | "text" | "number" | "time" | "weekday" | "boolean";

export interface Choice {
  value: string;
  label: string;
}

export interface CatalogueField {
  name: string;
  label?: string;
  type: FieldType;
  operators: readonly string[];
  choices?: readonly Choice[];
  unit?: string;
  /** Whether values other than the choices are allowed. */
  open?: boolean;
}

export interface ActionParameter {
  name: string;
  type: string;
  required: boolean;
  choices?: readonly Choice[];
}

export interface CatalogueAction {
  kind: string;
  parameters: readonly ActionParameter[];
}

/** What a condition may ask and an action may do in this practice. */
export interface RuleCatalogue {
  fields: readonly CatalogueField[];
  actions: readonly CatalogueAction[];
}

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

/** Something in a rule set that cannot be published; `path` such as `rules.0.when.all.1.value`. */
export interface RuleProblem {
  path: string;
  code: string;
  message: string;
}
