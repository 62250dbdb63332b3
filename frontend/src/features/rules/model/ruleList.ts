import type { Rule } from "@/api/ruleTypes";

/** An id that no rule of the set has. */
export function freeId(rules: readonly Rule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`r${number}`)) number += 1;
  return `r${number}`;
}

export function emptyRule(rules: readonly Rule[]): Rule {
  return {
    id: freeId(rules),
    name: "",
    enabled: true,
    when: { all: [] },
    then: [],
    stop: false,
  };
}

export function replaceRule(rules: readonly Rule[], changed: Rule): Rule[] {
  return rules.map((rule) => (rule.id === changed.id ? changed : rule));
}

export function removeRule(rules: readonly Rule[], id: string): Rule[] {
  return rules.filter((rule) => rule.id !== id);
}

/** Puts a copy right behind its original. */
export function duplicateRule(rules: readonly Rule[], id: string, name: string): Rule[] {
  return rules.flatMap((rule) =>
    rule.id === id ? [rule, { ...rule, id: freeId(rules), name }] : [rule],
  );
}

/** Moves a rule to a place counted from 0; places outside the list mean its ends. */
export function moveRule(rules: readonly Rule[], id: string, place: number): Rule[] {
  const moved = rules.find((rule) => rule.id === id);
  if (!moved) return [...rules];
  const rest = removeRule(rules, id);
  const target = Math.max(0, Math.min(place, rest.length));
  return [...rest.slice(0, target), moved, ...rest.slice(target)];
}

export function moveRuleBy(rules: readonly Rule[], id: string, steps: number): Rule[] {
  return moveRule(rules, id, rules.findIndex((rule) => rule.id === id) + steps);
}
