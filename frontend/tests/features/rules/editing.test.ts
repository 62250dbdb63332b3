import { describe, expect, it } from "vitest";
import type { Condition } from "@/api/ruleTypes";
import { compareRules } from "@/features/rules/model/diff";
import * as history from "@/features/rules/model/history";
import {
  problemsAtAction,
  problemsAtCondition,
  problemsOfRule,
  problemsOfWhole,
} from "@/features/rules/model/problems";
import { duplicateRule, moveRule, moveRuleBy, removeRule } from "@/features/rules/model/ruleList";
import { addTo, negateAt, removeAt, setKindAt, widenAt } from "@/features/rules/model/tree";
import { rule } from "./fixtures";

const ct = { field: "modality", operator: "any_of", value: ["CT"] };
const night = { field: "local_time", operator: "between", value: ["20:00", "07:00"] };

describe("conditions", () => {
  it("are added, widened to a choice, and taken out with the group they leave empty", () => {
    const both = addTo(addTo({ all: [] }, [], ct), [], night);
    expect(both).toEqual({ all: [ct, night] });
    const widened = addTo(widenAt(both, [0]), [0], night);
    expect(widened).toEqual({ all: [{ any: [ct, night] }, night] });
    expect(removeAt(removeAt(widened, [0, 0]), [0, 0])).toEqual({ all: [night] });
    expect(removeAt({ all: [ct] }, [0])).toEqual({ all: [] });
  });

  it("are turned round and back, groups too", () => {
    const turned = negateAt({ all: [ct] }, [0]);
    expect(turned).toEqual({ all: [{ not: ct }] });
    expect(negateAt(turned, [0])).toEqual({ all: [ct] });
    expect(setKindAt({ all: [{ not: { all: [ct] } }] }, [0], "any")).toEqual({
      all: [{ not: { any: [ct] } }],
    });
  });
});

describe("the list", () => {
  const rules = [rule("r1"), rule("r2"), rule("r3")];
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(" ");

  it("moves rules within its ends", () => {
    expect(ids(moveRuleBy(rules, "r3", -1))).toBe("r1 r3 r2");
    expect(ids(moveRuleBy(rules, "r1", -1))).toBe("r1 r2 r3");
    expect(ids(moveRule(rules, "r1", 99))).toBe("r2 r3 r1");
    expect(ids(moveRule(rules, "nobody", 0))).toBe("r1 r2 r3");
  });

  it("gives a copy an id of its own, right behind its original", () => {
    const copied = duplicateRule(removeRule(rules, "r2"), "r1", "again");
    expect(ids(copied)).toBe("r1 r4 r3");
  });
});

describe("undo", () => {
  it("goes back and forth, and takes typing in one place as one step", () => {
    let kept = history.startHistory("a");
    for (const text of ["ab", "abc"]) kept = history.record(kept, text, "name");
    kept = history.record(kept, "x");
    expect(history.undo(kept).present).toBe("abc");
    expect(history.undo(history.undo(kept)).present).toBe("a");
    expect(history.redo(history.undo(kept)).present).toBe("x");
    expect(history.undo(history.undo(history.undo(kept))).present).toBe("a");
  });

  it("forgets what was undone once something new is done", () => {
    const kept = history.record(history.undo(history.record(history.startHistory(1), 2)), 3);
    expect(history.redo(kept).present).toBe(3);
  });
});

describe("problems", () => {
  const when: Condition = { all: [ct, { not: { any: [night, ct] } }] };
  const problem = (path: string) => ({ path, code: "x", message: path });

  it("are shown at the condition, group, action or rule they are about", () => {
    const all = [
      "rules[0].then[0].pool",
      "rules[1].when.all[0].value",
      "rules[1].when.all[1].not.any[0].value[1]",
      "rules[1].when.all[1].not.any",
      "rules[1].then[2].minutes",
      "rules[1].then",
      "rules[1].name",
    ].map(problem);
    const own = problemsOfRule(all, 1);
    const paths = (found: typeof all) => found.map(({ path }) => path);
    expect(paths(problemsAtCondition(own, when, [0]))).toEqual(["when.all.0.value"]);
    expect(paths(problemsAtCondition(own, when, [1, 0]))).toEqual(["when.all.1.not.any.0.value.1"]);
    expect(paths(problemsAtCondition(own, when, [1]))).toEqual(["when.all.1.not.any"]);
    expect(paths(problemsAtAction(own, 2))).toEqual(["then.2.minutes"]);
    expect(paths(problemsOfWhole(own))).toEqual(["then", "name"]);
  });
});

describe("comparing", () => {
  const before = [rule("r1"), rule("r2"), rule("r3"), rule("r4")];

  it("tells added, removed, changed and moved rules apart", () => {
    const after = [rule("r4"), rule("r1"), rule("r2", { enabled: false }), rule("r5")];
    const found = compareRules(before, after).map((change) => [
      change.kind,
      change.kind === "removed" ? change.before.id : change.after.id,
      change.place,
    ]);
    expect(found).toEqual([
      ["moved", "r4", 1],
      ["changed", "r2", 3],
      ["added", "r5", 4],
      ["removed", "r3", 3],
    ]);
  });

  it("finds nothing between equal rules, whatever the order of their members", () => {
    const { id, name, ...rest } = rule("r1");
    expect(compareRules([{ ...rest, name, id }], [rule("r1")])).toEqual([]);
  });

  it("finds nothing between a lone condition and the group of it", () => {
    const when: Condition = { field: "modality", operator: "any_of", value: ["CT"] };
    expect(compareRules([rule("r1", { when })], [rule("r1", { when: { all: [when] } })])).toEqual(
      [],
    );
  });
});
