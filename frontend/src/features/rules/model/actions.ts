import type {
  ActionParameter,
  CatalogueAction,
  ParameterValue,
  RuleAction,
  RuleCatalogue,
} from "@/api/ruleTypes";
import { fitsAll, numbersIn, tokensOf } from "./matching";
import type { Suggestion } from "./suggestions";
import type { Words } from "./words";

const MOST = 12;

/** What people mean most by a word that fits several kinds: “neuro” is a skill before it is a pool. */
const MEANT_FIRST = ["set_pathway", "require_skill", "due_within", "page"];
const USUAL_MINUTES = 15;

/** What a parameter starts with before a person has chosen. */
const USUAL: Record<string, ParameterValue> = {
  level: 1,
  minutes: USUAL_MINUTES,
  after_minutes: USUAL_MINUTES,
  within_minutes: 30,
  recipient: "on_call",
  unless: "claimed",
  workflow: "preliminary_then_final",
  widen_after_minutes: null,
  message: "",
};

/** The parameters that a person means when they type a value: “neuro”, “stroke”, “on-call”. */
const TELLING = ["priority", "pathway", "pool", "reader", "skill", "workflow", "recipient"];

function usual(kind: string, parameter: ActionParameter): ParameterValue {
  if (parameter.name === "widen_after_minutes" && kind === "prefer_skill") return USUAL_MINUTES;
  if (parameter.name in USUAL) return USUAL[parameter.name] ?? null;
  if (parameter.type === "texts") return [];
  return parameter.choices?.[0]?.value ?? "";
}

/** An action with every parameter at its usual value. */
export function usualAction(
  { kind, parameters }: CatalogueAction,
  given: Record<string, ParameterValue> = {},
): RuleAction {
  const values = parameters.map((parameter) => [parameter.name, usual(kind, parameter)]);
  return { kind, ...Object.fromEntries(values), ...given };
}

/** Actions that fit what was typed: with values and minutes where some were named. */
export function suggestActions(
  text: string,
  catalogue: RuleCatalogue,
  words: Words,
): Suggestion<RuleAction>[] {
  const rank = ({ kind }: CatalogueAction) => {
    const place = MEANT_FIRST.indexOf(kind);
    return place === -1 ? MEANT_FIRST.length : place;
  };
  return [...catalogue.actions]
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((action) => suggestAction(text, action, words))
    .slice(0, MOST);
}

function suggestAction(
  text: string,
  action: CatalogueAction,
  words: Words,
): Suggestion<RuleAction>[] {
  const minutes = minutesGiven(text, action);
  const numbers = Object.values(minutes).join(" ");
  const spoken = `${words.actionName(action.kind)} ${words.actionSynonyms(action.kind)} ${numbers}`;
  const withValues = suggestValues(text, action, spoken, minutes, words);
  if (withValues.length > 0) return withValues;
  if (!fitsAll(text, spoken)) return [];
  const picked = usualAction(action, minutes);
  const label = numbers === "" ? `${words.actionName(action.kind)} …` : words.action(picked);
  return [{ key: action.kind, label, hint: "", picked }];
}

/** `neuro` finds “needs neuro”: one suggestion for each value that fits. */
function suggestValues(
  text: string,
  action: CatalogueAction,
  spoken: string,
  minutes: Record<string, number>,
  words: Words,
): Suggestion<RuleAction>[] {
  const telling = action.parameters.find(({ name }) => TELLING.includes(name));
  if (!telling || tokensOf(text).length === 0) return [];
  return (telling.choices ?? []).flatMap(({ value, label }) => {
    const said = words.parameterWord(telling.name, value) ?? label;
    if (!fitsAll(text, `${spoken} ${said} ${value}`)) return [];
    const picked = usualAction(action, { ...minutes, [telling.name]: value });
    return [{ key: `${action.kind}.${value}`, label: words.action(picked), hint: "", picked }];
  });
}

function minutesGiven(text: string, action: CatalogueAction): Record<string, number> {
  const [minutes] = numbersIn(text);
  const parameter = action.parameters.find(({ name }) =>
    ["minutes", "after_minutes", "within_minutes"].includes(name),
  );
  return minutes === undefined || !parameter ? {} : { [parameter.name]: minutes };
}
