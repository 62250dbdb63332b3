import type { Condition, RuleProblem } from "@/api/ruleTypes";
import { asGroup, conditionAt, type TreePath } from "./tree";

/** The steps of a path however it is written: `rules[0].when`, `rules.0.when`, `/rules/0/when`. */
export function stepsOf(path: string): string[] {
  return path.split(/[./[\]]+/).filter((step) => step !== "");
}

function within(steps: readonly string[], start: readonly string[]): boolean {
  return start.every((step, place) => steps[place] === step);
}

/** The problems of one rule; their paths then start inside it. */
export function problemsOfRule(problems: readonly RuleProblem[], place: number): RuleProblem[] {
  return problems.flatMap((problem) => {
    const steps = stepsOf(problem.path);
    const inside = steps[0] === "rules" ? steps.slice(1) : steps;
    return inside[0] === String(place) ? [{ ...problem, path: inside.slice(1).join(".") }] : [];
  });
}

/** The steps that the server names on the way to a condition of the tree. */
export function stepsTo(root: Condition, path: TreePath): string[] {
  const steps = ["when"];
  let condition = root;
  for (const step of path) {
    while ("not" in condition) {
      steps.push("not");
      condition = condition.not;
    }
    const group = asGroup(condition);
    if (!group) return steps;
    steps.push(group.kind, String(step));
    condition = group.members[step] ?? { all: [] };
  }
  return steps;
}

/** Problems of a rule at a condition of its tree: within a single one, at a group only its own. */
export function problemsAtCondition(
  problems: readonly RuleProblem[],
  root: Condition,
  path: TreePath,
): RuleProblem[] {
  const start = stepsTo(root, path);
  const group = asGroup(conditionAt(root, path)) !== null;
  return problems.filter((problem) => {
    const steps = stepsOf(problem.path);
    if (!within(steps, start)) return false;
    const rest = steps.slice(start.length).filter((step) => step !== "not");
    return !group || !rest.some((step) => /^\d+$/.test(step));
  });
}

export function problemsAtAction(problems: readonly RuleProblem[], place: number): RuleProblem[] {
  return problems.filter(({ path }) => within(stepsOf(path), ["then", String(place)]));
}

/** What is wrong with a rule as such: neither one of its conditions nor one of its actions. */
export function problemsOfWhole(problems: readonly RuleProblem[]): RuleProblem[] {
  return problems.filter(({ path }) => {
    const [first, ...rest] = stepsOf(path);
    const nested = rest.some((step) => /^\d+$/.test(step));
    return !((first === "when" || first === "then") && nested);
  });
}
