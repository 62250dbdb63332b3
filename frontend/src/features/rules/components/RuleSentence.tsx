import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/ruleTypes";
import { sentenceOf } from "../model/sentence";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** A rule as a sentence; what a person would change stands out. */
export function RuleSentence({ rule }: { rule: Rule }) {
  const { t } = useTranslation("rules");
  const { words, texts } = useRuleWords();
  const { when, outcome } = sentenceOf(rule, words, texts);
  const pieces = when.map((piece, place) => ({ ...piece, key: `${place} ${piece.text}` }));
  return (
    <p className={styles.sentence}>
      {pieces.map(({ key, kind, text }) => (
        <Fragment key={key}>{kind === "value" ? <strong>{text}</strong> : text} </Fragment>
      ))}
      <span aria-hidden>→ </span>
      <span className={outcome.length > 0 ? styles.outcome : styles.faint}>
        {outcome.length > 0 ? outcome.join(", ") : t("sentence.nothing")}
      </span>
    </p>
  );
}
