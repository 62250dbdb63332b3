import type { Rule, RuleCatalogue } from "@/api/ruleTypes";
import { Words } from "@/features/rules/model/words";
import { i18n } from "@/i18n";

function choices(...values: string[]) {
  return values.map((value) => ({ value, label: value }));
}

const TEXT = ["contains_any", "contains_all", "contains_none", "is_empty", "is_not_empty"];
const CHOICE = ["any_of", "none_of"];
const NUMBER = ["at_least", "at_most", "between"];

export const catalogue: RuleCatalogue = {
  fields: [
    { name: "modality", type: "choice", operators: CHOICE, choices: choices("CT", "MR", "US") },
    {
      name: "patient_class",
      type: "choice",
      operators: CHOICE,
      choices: choices("emergency", "inpatient", "outpatient"),
    },
    {
      name: "age_group",
      type: "choice",
      operators: CHOICE,
      choices: choices("neonate", "infant", "child", "adolescent", "adult"),
    },
    { name: "indication", type: "text", operators: TEXT },
    { name: "patient_age", type: "number", operators: NUMBER, unit: "years" },
    { name: "local_time", type: "time", operators: ["between"] },
    {
      name: "local_weekday",
      type: "weekday",
      operators: CHOICE,
      choices: [
        { value: "monday", label: "Monday" },
        { value: "saturday", label: "Saturday" },
        { value: "sunday", label: "Sunday" },
      ],
    },
    { name: "holiday", type: "boolean", operators: ["is"] },
  ],
  actions: [
    {
      kind: "set_pathway",
      parameters: [
        { name: "pathway", type: "choice", required: true, choices: choices("stroke", "trauma") },
      ],
    },
    {
      kind: "require_skill",
      parameters: [
        { name: "skill", type: "choice", required: true, choices: choices("neuro", "chest") },
        { name: "level", type: "integer", required: true },
      ],
    },
    { kind: "due_within", parameters: [{ name: "minutes", type: "integer", required: true }] },
    {
      kind: "page",
      parameters: [
        { name: "after_minutes", type: "integer", required: true },
        {
          name: "recipient",
          type: "choice",
          required: true,
          choices: choices("on_call", "managers"),
        },
        { name: "unless", type: "choice", required: true, choices: choices("claimed", "signed") },
      ],
    },
  ],
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
