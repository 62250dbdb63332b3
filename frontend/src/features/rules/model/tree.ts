import type { Condition, Leaf } from "@/api/ruleTypes";

/** The way to a condition: the place in each group on the way down; a `not` takes no step. */
export type TreePath = readonly number[];

export type GroupKind = "all" | "any";

export interface Group {
  kind: GroupKind;
  negated: boolean;
  members: readonly Condition[];
}

export function isLeaf(condition: Condition): condition is Leaf {
  return "field" in condition;
}

/** A condition and whether it is turned round, however many `not` stand before it. */
export function unwrap(condition: Condition): { inner: Condition; negated: boolean } {
  let inner = condition;
  let negated = false;
  while ("not" in inner) {
    inner = inner.not;
    negated = !negated;
  }
  return { inner, negated };
}

export function asGroup(condition: Condition): Group | null {
  const { inner, negated } = unwrap(condition);
  if ("all" in inner) return { kind: "all", negated, members: inner.all };
  if ("any" in inner) return { kind: "any", negated, members: inner.any };
  return null;
}

function fromGroup({ kind, negated, members }: Group): Condition {
  const inner: Condition = kind === "all" ? { all: members } : { any: members };
  return negated ? { not: inner } : inner;
}

/** The condition as a group at its root, so that there is always a place to add to. */
export function rooted(condition: Condition): Condition {
  return asGroup(condition) ? condition : { all: [condition] };
}

/** Changes the condition at `path`; null takes it out, and a group left empty goes with it. */
export function changeAt(
  root: Condition,
  path: TreePath,
  change: (condition: Condition) => Condition | null,
): Condition {
  return changeWithin(root, path, change) ?? { all: [] };
}

function changeWithin(
  condition: Condition,
  path: TreePath,
  change: (condition: Condition) => Condition | null,
): Condition | null {
  const [step, ...rest] = path;
  if (step === undefined) return change(condition);
  const group = asGroup(condition);
  if (!group) return condition;
  const members = group.members.flatMap((member, place) => {
    if (place !== step) return [member];
    const changed = changeWithin(member, rest, change);
    return changed === null ? [] : [changed];
  });
  return members.length === 0 ? null : fromGroup({ ...group, members });
}

export function addTo(root: Condition, path: TreePath, added: Condition): Condition {
  return changeAt(root, path, (condition) => {
    const group = asGroup(condition);
    return group
      ? fromGroup({ ...group, members: [...group.members, added] })
      : { all: [condition, added] };
  });
}

export function removeAt(root: Condition, path: TreePath): Condition {
  return changeAt(root, path, () => null);
}

export function negateAt(root: Condition, path: TreePath): Condition {
  return changeAt(root, path, (condition) => {
    const { inner, negated } = unwrap(condition);
    return negated ? inner : { not: inner };
  });
}

/** Makes a single condition the first of an "any of" group, for "this or that". */
export function widenAt(root: Condition, path: TreePath): Condition {
  return changeAt(root, path, (condition) => ({ any: [condition] }));
}

export function setKindAt(root: Condition, path: TreePath, kind: GroupKind): Condition {
  return changeAt(root, path, (condition) => {
    const group = asGroup(condition);
    return group ? fromGroup({ ...group, kind }) : condition;
  });
}

export function leavesOf(condition: Condition): Leaf[] {
  const { inner } = unwrap(condition);
  if (isLeaf(inner)) return [inner];
  return (asGroup(inner)?.members ?? []).flatMap(leavesOf);
}

export function conditionAt(root: Condition, path: TreePath): Condition {
  return path.reduce<Condition>(
    (condition, step) => asGroup(condition)?.members[step] ?? { all: [] },
    root,
  );
}
