import type { Rule } from "@/api/ruleTypes";
import { rooted } from "./tree";

/** What became of one rule from one set to another; places are counted from 1. */
export type RuleChange =
  | { kind: "added"; after: Rule; place: number }
  | { kind: "removed"; before: Rule; place: number }
  | { kind: "changed"; before: Rule; after: Rule; place: number }
  | { kind: "moved"; after: Rule; from: number; place: number };

/** The changes that lead from `before` to `after`, in the order of the later set, removals last. */
export function compareRules(before: readonly Rule[], after: readonly Rule[]): RuleChange[] {
  const known = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  const stayed = inOrder(before, after);
  const forward = after.flatMap((rule, index): RuleChange[] => {
    const old = known.get(rule.id);
    const place = index + 1;
    if (!old) return [{ kind: "added", after: rule, place }];
    const changes: RuleChange[] = [];
    if (!sameRule(old, rule)) changes.push({ kind: "changed", before: old, after: rule, place });
    if (!stayed.has(rule.id)) {
      changes.push({ kind: "moved", after: rule, from: before.indexOf(old) + 1, place });
    }
    return changes;
  });
  const removed = before.flatMap((rule, index): RuleChange[] =>
    kept.has(rule.id) ? [] : [{ kind: "removed", before: rule, place: index + 1 }],
  );
  return [...forward, ...removed];
}

/** Ids that keep their order in both sets: a longest common run; the others were moved. */
function inOrder(before: readonly Rule[], after: readonly Rule[]): Set<string> {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const common = after.filter(({ id }) => places.has(id));
  const runs: string[][] = [];
  for (const { id } of common) {
    const place = places.get(id) ?? 0;
    const longest = runs
      .filter((run) => (places.get(run.at(-1) ?? "") ?? -1) < place)
      .reduce<string[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, id]);
  }
  return new Set(runs.reduce((best, run) => (run.length > best.length ? run : best), []));
}

/** A lone condition and a group of that one say the same. */
function sameRule(one: Rule, other: Rule): boolean {
  const plain = (rule: Rule) => canonical({ ...rule, when: rooted(rule.when) });
  return plain(one) === plain(other);
}

/** JSON with members in one order, so that equal rules have equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
