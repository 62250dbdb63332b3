import type { Condition, RuleCatalogue } from "@/api/ruleTypes";

export type PresetName = "night" | "weekend" | "emergency" | "child" | "stroke";

/** Conditions that a person names in one word. */
export const PRESETS: readonly PresetName[] = ["night", "weekend", "emergency", "child", "stroke"];

export const NIGHT: readonly [string, string] = ["20:00", "07:00"];

const STROKE_WORDS = [
  "stroke",
  "CVA",
  "TIA",
  "hemiparesis",
  "hemiplegia",
  "facial droop",
  "aphasia",
  "slurred speech",
  "thrombolysis",
];

const CHILD_AGES = ["neonate", "infant", "child", "adolescent"];

/** What a preset asks, in the words of the practice's catalogue; null where it cannot be asked. */
export function presetCondition(name: PresetName, catalogue: RuleCatalogue): Condition | null {
  const choose = (fieldName: string, wanted: (value: string) => boolean) => {
    const field = catalogue.fields.find((known) => known.name === fieldName);
    const values = (field?.choices ?? []).map(({ value }) => value).filter(wanted);
    return values.length > 0 ? { field: fieldName, operator: "any_of", value: values } : null;
  };
  const has = (fieldName: string) =>
    catalogue.fields.some(({ name: known }) => known === fieldName);
  switch (name) {
    case "night":
      return has("local_time")
        ? { field: "local_time", operator: "between", value: [...NIGHT] }
        : null;
    case "weekend":
      return choose("local_weekday", (value) => /^s[au]/i.test(value));
    case "emergency":
      return choose("patient_class", (value) => value === "emergency");
    case "child":
      return choose("age_group", (value) => CHILD_AGES.includes(value));
    case "stroke":
      return has("indication")
        ? { field: "indication", operator: "contains_any", value: STROKE_WORDS }
        : null;
  }
}
