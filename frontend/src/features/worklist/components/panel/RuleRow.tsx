import { useTranslation } from "react-i18next";
import { Tag } from "@/ui/Tag";
import { actionParts, type Condition, type RuleTrace, valueText } from "../../model/explanation";
import styles from "./panel.module.css";

/** One rule: whether it applied, what it did, and each condition with the value it met. */
export function RuleRow({ rule }: { rule: RuleTrace }) {
  const { t } = useTranslation(["worklist", "engine"]);
  return (
    <div className={styles.rule}>
      <span className={styles.spread}>
        <strong>{rule.name}</strong>
        <Tag tone={rule.matched ? "good" : "plain"} shape={rule.matched ? "✓" : "✕"}>
          {t(rule.skipped ? "why.skippedRule" : rule.matched ? "why.matched" : "why.unmatched")}
        </Tag>
      </span>
      {rule.applied.map((action) => (
        <ActionLine key={JSON.stringify(action)} action={action} />
      ))}
      {rule.overruled.map((action) => (
        <ActionLine key={JSON.stringify(action)} action={action} overruled />
      ))}
      <ul className={styles.conditions}>
        {rule.conditions.map((condition) => (
          <ConditionRow
            key={`${condition.field} ${condition.operator} ${valueText(condition.expected)}`}
            condition={condition}
          />
        ))}
      </ul>
    </div>
  );
}

function ActionLine({ action, overruled = false }: { action: unknown; overruled?: boolean }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const { kind, value } = actionParts(action);
  return (
    <div className={overruled ? styles.soft : ""}>
      <span aria-hidden>{overruled ? "⊘ " : "→ "}</span>
      {t(`engine:action.${kind}`, { value, defaultValue: `${kind} ${value}` })}
      {overruled ? ` (${t("why.overruled")})` : ""}
    </div>
  );
}

function ConditionRow({ condition }: { condition: Condition }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const { field, operator, expected, actual, passed } = condition;
  const said = (value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "why.yes" : "why.no");
    return valueText(value) ?? t("why.nothing");
  };
  return (
    <li data-passed={passed}>
      <span role="img" aria-label={t(passed ? "why.yes" : "why.no")}>
        {passed ? "✓" : "✕"}
      </span>{" "}
      {t("why.condition", {
        field: t(`engine:field.${field}`, { defaultValue: field }),
        operator: t(`engine:operator.${operator}`, { defaultValue: operator }),
        expected: operator.startsWith("is_") ? "" : said(expected),
      })}
      <small>{t("why.was", { actual: said(actual) })}</small>
    </li>
  );
}
