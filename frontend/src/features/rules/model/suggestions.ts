import type {
  CatalogueField,
  Condition,
  ConditionValue,
  Leaf,
  RuleCatalogue,
} from "@/api/ruleTypes";
import { fitsAll, numbersIn, tokensOf } from "./matching";
import { NIGHT, PRESETS, type PresetName, presetCondition } from "./presets";
import { plainText, sayCondition } from "./sentence";
import type { RuleTexts, Words } from "./words";

/** Something that a person may pick while they type. */
export interface Suggestion<Picked> {
  key: string;
  label: string;
  hint: string;
  picked: Picked;
}

const MOST = 12;

/** Conditions that fit what was typed: presets first, then values, fields, and the words themselves. */
export function suggestConditions(
  text: string,
  catalogue: RuleCatalogue,
  words: Words,
  t: RuleTexts,
): Suggestion<Condition>[] {
  const found = [
    ...suggestPresets(text, catalogue, words, t),
    ...catalogue.fields.flatMap((field) => suggestValues(text, field, words)),
    ...catalogue.fields.flatMap((field) => suggestField(text, field, words)),
    ...suggestWords(text, catalogue, words),
  ];
  const labels = new Set<string>();
  const fresh = found.filter(({ label }) => !labels.has(label) && labels.add(label));
  return fresh.slice(0, MOST);
}

function suggestPresets(
  text: string,
  catalogue: RuleCatalogue,
  words: Words,
  t: RuleTexts,
): Suggestion<Condition>[] {
  return PRESETS.flatMap((name: PresetName) => {
    const condition = presetCondition(name, catalogue);
    const label = t(`preset.${name}`);
    if (!condition || !fitsAll(text, `${label} ${t(`presetSynonym.${name}`)}`)) return [];
    const hint = plainText(sayCondition(condition, words, t, false));
    return [{ key: `preset.${name}`, label, hint, picked: condition }];
  });
}

function offer(leaf: Leaf, words: Words, hint = ""): Suggestion<Condition> {
  const label = plainText(words.leaf(leaf));
  return { key: JSON.stringify(leaf), label, hint, picked: leaf };
}

/** `ct` finds “modality is CT”: single values of choices, and numbers and times that were typed. */
function suggestValues(text: string, field: CatalogueField, words: Words): Suggestion<Condition>[] {
  if (tokensOf(text).length === 0) return [];
  const spoken = `${words.field(field.name)} ${words.synonyms(field.name)}`;
  if (field.choices.length > 0) {
    return field.choices.flatMap(({ value, label }) => {
      if (!fitsAll(text, `${words.field(field.name)} ${label} ${value}`)) return [];
      if (!fitsSome(text, `${label} ${value}`)) return [];
      return [offer({ field: field.name, operator: first(field), value: [value] }, words)];
    });
  }
  if (field.type === "number") return suggestNumbers(text, spoken, field, words);
  if (field.type === "text") return suggestMentions(text, spoken, field, words);
  return [];
}

function suggestNumbers(
  text: string,
  spoken: string,
  field: CatalogueField,
  words: Words,
): Suggestion<Condition>[] {
  const numbers = numbersIn(text);
  const [low, high] = numbers;
  if (low === undefined || !fitsAll(text, `${spoken} ${numbers.join(" ")}`)) return [];
  const leaves: Leaf[] =
    high === undefined
      ? [
          { field: field.name, operator: "at_least", value: low },
          { field: field.name, operator: "at_most", value: low },
        ]
      : [{ field: field.name, operator: "between", value: [low, high] }];
  return leaves
    .filter(({ operator }) => field.operators.includes(operator))
    .map((leaf) => offer(leaf, words));
}

/** `indication headache` finds “indication mentions headache”. */
function suggestMentions(
  text: string,
  spoken: string,
  field: CatalogueField,
  words: Words,
): Suggestion<Condition>[] {
  const typed = text.trim().split(/\s+/);
  const named = typed.filter((token) => fitsAll(token, spoken) && token.length > 2);
  const rest = typed.filter(
    (token) => !named.includes(token) && !fitsAll(token, words.operator(first(field))),
  );
  if (named.length === 0 || rest.length === 0) return [];
  return [offer({ field: field.name, operator: first(field), value: [rest.join(" ")] }, words)];
}

function suggestField(text: string, field: CatalogueField, words: Words): Suggestion<Condition>[] {
  const label = words.field(field.name);
  const synonyms = words.synonyms(field.name);
  if (!fitsAll(text, `${label} ${synonyms}`)) return [];
  return [{ key: `field.${field.name}`, label: `${label} …`, hint: "", picked: blankLeaf(field) }];
}

/** Whatever was typed may also be a word to look for in the order. */
function suggestWords(
  text: string,
  catalogue: RuleCatalogue,
  words: Words,
): Suggestion<Condition>[] {
  const phrase = text.trim();
  if (phrase.length < 2) return [];
  return ["indication", "procedure"].flatMap((name) => {
    const field = catalogue.fields.find((known) => known.name === name);
    if (!field) return [];
    return [offer({ field: name, operator: first(field), value: [phrase] }, words)];
  });
}

function fitsSome(text: string, spoken: string): boolean {
  return tokensOf(text).some((token) => fitsAll(token, spoken));
}

function first(field: CatalogueField): string {
  return field.operators[0] ?? "any_of";
}

/** A condition on a field with its value still to be given. */
export function blankLeaf(field: CatalogueField): Leaf {
  return { field: field.name, operator: first(field), value: blankValue(field, first(field)) };
}

export function blankValue(field: CatalogueField, operator: string): ConditionValue {
  if (operator === "is_empty" || operator === "is_not_empty") return null;
  switch (field.type) {
    case "boolean":
      return true;
    case "time":
      return [...NIGHT];
    case "number":
      return operator === "between" ? [0, 0] : 0;
    default:
      return [];
  }
}
