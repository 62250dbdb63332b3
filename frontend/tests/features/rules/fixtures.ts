import type {
  ActionParameter,
  CatalogueAction,
  CatalogueField,
  Rule,
  RuleCatalogue,
} from "@/api/ruleTypes";
import { Words } from "@/features/rules/model/words";
import { i18n } from "@/i18n";

function choices(...values: string[]) {
  return values.map((value) => ({ value, label: value }));
}

const OPERATORS = {
  text: ["contains_any", "contains_all", "contains_none", "is_empty", "is_not_empty"],
  choice: ["any_of", "none_of"],
  number: ["at_least", "at_most", "between"],
  time: ["between"],
  boolean: ["is"],
};

function field(
  name: string,
  type: CatalogueField["type"],
  given: Partial<CatalogueField> = {},
): CatalogueField {
  return {
    name,
    type,
    label: name,
    unit: "",
    open: false,
    choices: [],
    operators: OPERATORS[type],
    operator_labels: {},
    operator_values: {},
    ...given,
  };
}

function parameter(name: string, type: string, ...values: string[]): ActionParameter {
  return {
    name,
    type,
    label: name,
    required: true,
    least: 1,
    most: 1,
    unit: "",
    choices: choices(...values),
  };
}

function action(kind: string, ...parameters: ActionParameter[]): CatalogueAction {
  return { kind, label: kind, adds_up: false, parameters };
}

export const catalogue: RuleCatalogue = {
  fields: [
    field("modality", "choice", { choices: choices("CT", "MR", "US"), open: true }),
    field("patient_class", "choice", { choices: choices("emergency", "inpatient", "outpatient") }),
    field("age_group", "choice", { choices: choices("neonate", "infant", "child", "adult") }),
    field("indication", "text"),
    field("patient_age", "number", { unit: "years" }),
    field("local_time", "time"),
    field("local_weekday", "choice", {
      choices: [
        { value: "MO", label: "Monday" },
        { value: "SA", label: "Saturday" },
        { value: "SU", label: "Sunday" },
      ],
    }),
    field("holiday", "boolean"),
  ],
  actions: [
    action("set_pathway", parameter("pathway", "code", "stroke", "trauma")),
    action(
      "require_skill",
      parameter("skill", "code", "neuro", "chest"),
      parameter("level", "integer"),
    ),
    action("due_within", parameter("minutes", "integer")),
    action(
      "page",
      parameter("after_minutes", "integer"),
      parameter("recipient", "recipient", "on_call", "managers"),
      parameter("unless", "code", "claimed", "signed"),
    ),
  ],
  limits: {},
};

export const texts = i18n.getFixedT<["rules", "common"]>("en", ["rules", "common"]);
export const words = new Words(texts, catalogue);

export const strokeAtNight: Rule = {
  id: "r1",
  name: "",
  enabled: true,
  when: {
    all: [
      { field: "modality", operator: "any_of", value: ["CT"] },
      { field: "patient_class", operator: "any_of", value: ["emergency"] },
      { field: "indication", operator: "contains_any", value: ["stroke"] },
      { field: "local_time", operator: "between", value: ["20:00", "07:00"] },
    ],
  },
  then: [
    { kind: "set_pathway", pathway: "stroke" },
    { kind: "require_skill", skill: "neuro", level: 1 },
    { kind: "due_within", minutes: 15 },
    { kind: "page", after_minutes: 15, recipient: "on_call", unless: "claimed" },
  ],
  stop: false,
};

export function rule(id: string, change: Partial<Rule> = {}): Rule {
  return { ...strokeAtNight, id, name: id, ...change };
}
