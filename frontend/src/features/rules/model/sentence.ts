import type { Condition, Rule } from "@/api/ruleTypes";
import { asGroup, isLeaf, unwrap } from "./tree";
import type { Piece, RuleTexts, Words } from "./words";

/** A rule as a sentence: what it asks and what it does. */
export interface Sentence {
  when: Piece[];
  outcome: string[];
}

export function sentenceOf(rule: Rule, words: Words, t: RuleTexts): Sentence {
  const asked = sayCondition(rule.when, words, t, false);
  const when: Piece[] =
    asked.length === 0 ? [word(t("sentence.always"))] : [word(t("sentence.when")), ...asked];
  return {
    when,
    outcome: [
      ...rule.then.map((action) => words.action(action)),
      ...(rule.stop ? [t("sentence.stop")] : []),
    ],
  };
}

function word(text: string): Piece {
  return { kind: "word", text };
}

/** A condition in pieces; `inner` groups stand in brackets. */
export function sayCondition(
  condition: Condition,
  words: Words,
  t: RuleTexts,
  inner: boolean,
): Piece[] {
  const { inner: bare, negated } = unwrap(condition);
  const before = negated ? [word(t("sentence.not"))] : [];
  if (isLeaf(bare)) return [...before, ...words.leaf(bare)];
  const group = asGroup(bare);
  const said = (group?.members ?? []).map((member) => sayCondition(member, words, t, true));
  const spoken = said.filter((pieces) => pieces.length > 0);
  if (spoken.length === 0) return [];
  const joint = word(t(group?.kind === "any" ? "sentence.or" : "sentence.and"));
  const joined = spoken.flatMap((pieces, place) => (place === 0 ? pieces : [joint, ...pieces]));
  const bracketed = spoken.length > 1 && (inner || negated);
  return bracketed ? [...before, word("("), ...joined, word(")")] : [...before, ...joined];
}

export function plainText(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text }) => text)
    .join(" ")
    .replaceAll("( ", "(")
    .replaceAll(" )", ")");
}

/** The whole rule in one line. */
export function plainSentence({ when, outcome }: Sentence, nothing: string): string {
  return `${plainText(when)} → ${outcome.length > 0 ? outcome.join(", ") : nothing}`;
}

const LONGEST_NAME = 80;
const LONGEST_VALUE = 24;

/** A name for a rule that was given none: its values, then what it does. */
export function nameFor(rule: Rule, words: Words, t: RuleTexts): string {
  const { when, outcome } = sentenceOf(rule, words, t);
  const asked = when.filter(({ kind }) => kind === "value").map(({ text }) => shortened(text, t));
  const whole = [asked.join(", ") || t("sentence.always"), outcome[0] ?? ""]
    .filter((text) => text !== "")
    .join(" → ");
  return whole.length > LONGEST_NAME ? `${whole.slice(0, LONGEST_NAME - 1)}…` : whole;
}

/** The first of many alternatives stands for them all. */
function shortened(text: string, t: RuleTexts): string {
  if (text.length <= LONGEST_VALUE) return text;
  const [first = text] = text.split(` ${t("sentence.or")} `);
  return `${first.slice(0, LONGEST_VALUE)} …`;
}

/** The rules with a name for each that was given none. */
export function withNames(rules: readonly Rule[], words: Words, t: RuleTexts): Rule[] {
  return rules.map((rule) =>
    rule.name.trim() === "" ? { ...rule, name: nameFor(rule, words, t) } : rule,
  );
}
