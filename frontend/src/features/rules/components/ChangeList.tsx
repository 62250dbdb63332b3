import { useTranslation } from "react-i18next";
import { Tag, type TagTone } from "@/ui/Tag";
import type { RuleChange } from "../model/diff";
import { nameFor } from "../model/sentence";
import { RuleSentence } from "./RuleSentence";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

const LOOK: Record<RuleChange["kind"], { tone: TagTone; shape: string }> = {
  added: { tone: "good", shape: "+" },
  removed: { tone: "stat", shape: "−" },
  changed: { tone: "urgent", shape: "≠" },
  moved: { tone: "plain", shape: "↕" },
};

/** The changes from one rule set to another, each as the sentences before and after. */
export function ChangeList({ changes }: { changes: readonly RuleChange[] }) {
  const { t } = useTranslation("rules");
  if (changes.length === 0) return <p className={styles.faint}>{t("change.none")}</p>;
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <ChangeItem key={`${change.kind} ${idOf(change)}`} change={change} />
      ))}
    </ul>
  );
}

function ChangeItem({ change }: { change: RuleChange }) {
  const { t } = useTranslation("rules");
  const { words, texts } = useRuleWords();
  const rule = change.kind === "removed" ? change.before : change.after;
  return (
    <li data-kind={change.kind}>
      <h3>
        <Tag {...LOOK[change.kind]}>{t(`change.${change.kind}`)}</Tag>
        {change.place}. {rule.name || nameFor(rule, words, texts)}
        {change.kind === "moved" ? (
          <span className={styles.faint}>
            {t("change.fromTo", { from: change.from, to: change.place })}
          </span>
        ) : null}
        {change.kind === "changed" && change.before.enabled !== change.after.enabled ? (
          <span className={styles.faint}>
            {change.after.enabled ? t("change.switchedOn") : t("change.switchedOff")}
          </span>
        ) : null}
      </h3>
      {change.kind === "changed" ? (
        <dl className={styles.sides}>
          <dt>{t("change.before")}</dt>
          <dd>
            <RuleSentence rule={change.before} />
          </dd>
          <dt>{t("change.after")}</dt>
          <dd>
            <RuleSentence rule={change.after} />
          </dd>
        </dl>
      ) : (
        <RuleSentence rule={rule} />
      )}
    </li>
  );
}

function idOf(change: RuleChange): string {
  return change.kind === "removed" ? change.before.id : change.after.id;
}
