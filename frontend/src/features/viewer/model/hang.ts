import type {
  HangingCondition,
  HangingFacts,
  HangingMatch,
  HangingRule,
  PaneWish,
} from "./hangingTypes";

/** What hanging needs to know of a stack, whether its images are described yet or not. */
export interface Hangable {
  id: string;
  viewPosition: string | null;
  imageCount: number;
}

/** Below this a series among longer ones is a localizer, not what one opens first. */
const LOCALIZER_IMAGES = 3;

/** Every rule with its score and reasons, best first; the first eligible one is the hanging. */
export function matchHangingRules(
  rules: readonly HangingRule[],
  facts: HangingFacts,
): HangingMatch[] {
  return rules
    .map((rule) => matchRule(rule, facts))
    .sort((a, b) => Number(b.eligible) - Number(a.eligible) || b.score - a.score);
}

function matchRule(rule: HangingRule, facts: HangingFacts): HangingMatch {
  const passed = rule.conditions.filter((condition) => holds(condition, facts));
  const failed = rule.conditions.filter((condition) => !holds(condition, facts));
  return {
    rule,
    eligible: !failed.some(({ required }) => required),
    score: passed.reduce((sum, { weight }) => sum + weight, 0),
    passed: passed.map(({ id }) => id),
    failed: failed.map(({ id }) => id),
  };
}

function holds(condition: HangingCondition, facts: HangingFacts): boolean {
  switch (condition.attribute) {
    case "modality":
    case "bodyPart":
      return condition.oneOf.includes(facts[condition.attribute].toUpperCase());
    case "stackCount":
      return facts.stackCount >= condition.atLeast;
    case "comparablePrior":
      return facts.comparablePrior === condition.equals;
  }
}

/** The id of the stack for each wish, null where there is none; no stack is given twice. */
export function fillPanes(
  wishes: readonly PaneWish[],
  current: readonly Hangable[],
  prior: readonly Hangable[],
): (string | null)[] {
  const taken = new Set<string>();
  const filled = wishes.map((wish) => {
    if (!wish.viewPositions) return null;
    const candidates = wish.study === "current" ? current : prior;
    const match = candidates.find(
      ({ id, viewPosition }) =>
        !taken.has(id) && wish.viewPositions?.includes(viewPosition?.toUpperCase() ?? ""),
    );
    if (match) taken.add(match.id);
    return match?.id ?? null;
  });
  return wishes.map((wish, index) => {
    const already = filled[index];
    if (already) return already;
    const ranked = worthOpeningFirst(wish.study === "current" ? current : prior);
    const free = ranked.filter(({ id }) => !taken.has(id));
    const choice = free[0] ?? null;
    if (choice) taken.add(choice.id);
    return choice?.id ?? null;
  });
}

function worthOpeningFirst(stacks: readonly Hangable[]): Hangable[] {
  const longest = Math.max(0, ...stacks.map(({ imageCount }) => imageCount));
  const isLocalizer = ({ imageCount }: Hangable) =>
    longest > LOCALIZER_IMAGES && imageCount <= LOCALIZER_IMAGES;
  return [
    ...stacks.filter((stack) => !isLocalizer(stack)),
    ...stacks.filter((stack) => isLocalizer(stack)),
  ];
}
