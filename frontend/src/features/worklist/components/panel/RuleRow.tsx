import { useTranslation } from "react-i18next";
import type { EngineWords } from "@/lib/engineWords";
import { Tag } from "@/ui/Tag";
import type { Condition, Recorded, RuleTrace } from "../../model/explanation";
import styles from "./panel.module.css";

/** One rule: whether it applied, what it did, and each condition with the value it met. */
export function RuleRow({ rule, words }: { rule: RuleTrace; words: EngineWords }) {
  const { t } = useTranslation("worklist");
  return (
    <div className={styles.rule}>
      <span className={styles.spread}>
        <strong>{rule.name}</strong>
        <Tag tone={rule.matched ? "good" : "plain"} shape={rule.matched ? "✓" : "✕"}>
          {t(rule.skipped ? "why.skippedRule" : rule.matched ? "why.matched" : "why.unmatched")}
        </Tag>
      </span>
      {rule.applied.map((action) => (
        <ActionLine key={JSON.stringify(action)} action={action} words={words} />
      ))}
      {rule.overruled.map((action) => (
        <ActionLine key={JSON.stringify(action)} action={action} words={words} overruled />
      ))}
      <ul className={styles.conditions}>
        {rule.conditions.map((condition) => (
          <ConditionRow
            key={JSON.stringify([condition.field, condition.operator, condition.expected])}
            condition={condition}
            words={words}
          />
        ))}
      </ul>
    </div>
  );
}

function ActionLine({
  action,
  words,
  overruled = false,
}: {
  action: Recorded;
  words: EngineWords;
  overruled?: boolean;
}) {
  const { t } = useTranslation("worklist");
  return (
    <div className={overruled ? styles.soft : ""}>
      <span aria-hidden>{overruled ? "⊘ " : "→ "}</span>
      {words.action(action)}
      {overruled ? ` (${t("why.overruled")})` : ""}
    </div>
  );
}

function ConditionRow({ condition, words }: { condition: Condition; words: EngineWords }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const { field, operator, expected, actual, passed } = condition;
  const said = (value: unknown): string => words.values(field, value) || t("why.nothing");
  return (
    <li data-passed={passed}>
      <span role="img" aria-label={t(passed ? "why.yes" : "why.no")}>
        {passed ? "✓" : "✕"}
      </span>{" "}
      {t("why.condition", {
        field: t(`engine:field.${field}`, { defaultValue: field.replaceAll("_", " ") }),
        operator: t(`engine:operator.${operator}`, { defaultValue: operator.replaceAll("_", " ") }),
        expected: operator.startsWith("is_") ? "" : said(expected),
      })}
      <small>{t("why.was", { actual: said(actual) })}</small>
    </li>
  );
}
