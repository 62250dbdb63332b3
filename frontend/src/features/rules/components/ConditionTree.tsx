import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Condition, Leaf, RuleProblem } from "@/api/ruleTypes";
import { problemsAtCondition } from "../model/problems";
import { blankValue, suggestConditions } from "../model/suggestions";
import {
  addTo,
  asGroup,
  changeAt,
  conditionAt,
  type GroupKind,
  isLeaf,
  setKindAt,
  type TreePath,
  unwrap,
} from "../model/tree";
import { LineTools } from "./LineTools";
import { PhrasePicker } from "./PhrasePicker";
import { ProblemList } from "./ProblemList";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";
import { ValueEditor } from "./ValueEditor";

interface TreeProps {
  root: Condition;
  /** Those of the rule. */
  problems: readonly RuleProblem[];
  onChange: (root: Condition) => void;
}

/** The conditions of a rule, each on its line; groups within groups are indented. */
export function ConditionTree(tree: TreeProps) {
  return <GroupLines tree={tree} path={[]} />;
}

function GroupLines({ tree, path }: { tree: TreeProps; path: TreePath }) {
  const { t } = useTranslation("rules");
  const { catalogue, words, texts } = useRuleWords();
  const group = asGroup(conditionAt(tree.root, path));
  if (!group) return null;
  const nested = path.length > 0;
  return (
    <div className={nested ? styles.group : undefined}>
      {nested || group.members.length > 1 || group.negated ? (
        <div className={styles.groupHead}>
          {group.negated ? <strong>{t("sentence.not")}</strong> : null}
          <NativeSelect
            size="xs"
            aria-label={t("editor.groupKind")}
            data={[
              { value: "all", label: t("editor.whenAll") },
              { value: "any", label: t("editor.whenAny") },
            ]}
            value={group.kind}
            onChange={(event) =>
              tree.onChange(
                setKindAt(tree.root, path, event.currentTarget.value === "any" ? "any" : "all"),
              )
            }
          />
          {nested ? <LineTools tree={tree} path={path} negated={group.negated} /> : null}
        </div>
      ) : null}
      <ProblemList problems={problemsAtCondition(tree.problems, tree.root, path)} />
      {group.members.length === 0 ? <p className={styles.faint}>{t("editor.always")}</p> : null}
      {group.members.map((member, place) => {
        const inside = [...path, place];
        const key = inside.join(".");
        return asGroup(member) ? (
          <GroupLines key={key} tree={tree} path={inside} />
        ) : (
          <LeafLine key={key} tree={tree} path={inside} joint={place > 0 ? group.kind : null} />
        );
      })}
      <PhrasePicker
        label={nested ? t("editor.groupLabel") : t("editor.conditionLabel")}
        placeholder={nested ? t("editor.addToGroup") : t("editor.addCondition")}
        suggest={(text) => suggestConditions(text, catalogue, words, texts)}
        onPick={(picked) => tree.onChange(addTo(tree.root, path, picked))}
      />
    </div>
  );
}

function LeafLine({
  tree,
  path,
  joint,
}: {
  tree: TreeProps;
  path: TreePath;
  joint: GroupKind | null;
}) {
  const { t } = useTranslation("rules");
  const { words } = useRuleWords();
  const { inner, negated } = unwrap(conditionAt(tree.root, path));
  if (!isLeaf(inner)) return null;
  const field = words.fieldOf(inner.field);
  const problems = problemsAtCondition(tree.problems, tree.root, path);

  function change(leaf: Leaf): void {
    tree.onChange(changeAt(tree.root, path, () => (negated ? { not: leaf } : leaf)));
  }

  return (
    <div className={styles.line} data-invalid={problems.length > 0}>
      <div className={styles.controls}>
        {joint ? (
          <span className={styles.joint}>
            {t(joint === "all" ? "sentence.and" : "sentence.or")}
          </span>
        ) : null}
        {negated ? <strong>{t("sentence.not")}</strong> : null}
        <span className={styles.fieldName}>{words.field(inner.field)}</span>
        {field && field.operators.length > 1 ? (
          <NativeSelect
            size="xs"
            aria-label={t("editor.operator", { field: words.field(inner.field) })}
            data={field.operators.map((name) => ({ value: name, label: words.operator(name) }))}
            value={inner.operator}
            onChange={(event) => {
              const operator = event.currentTarget.value;
              const fits = shapeOf(operator) === shapeOf(inner.operator);
              change({
                ...inner,
                operator,
                value: fits ? inner.value : blankValue(field, operator),
              });
            }}
          />
        ) : (
          <span>{words.operator(inner.operator)}</span>
        )}
        {field ? (
          <ValueEditor
            field={field}
            leaf={inner}
            words={words}
            onChange={(value) => change({ ...inner, value })}
          />
        ) : null}
        <LineTools tree={tree} path={path} negated={negated} widens />
      </div>
      <ProblemList problems={problems} />
    </div>
  );
}

/** Operators of one shape take the same value. */
function shapeOf(operator: string): string {
  if (operator === "is_empty" || operator === "is_not_empty") return "nothing";
  if (operator === "at_least" || operator === "at_most") return "one";
  return operator === "between" ? "two" : "many";
}
