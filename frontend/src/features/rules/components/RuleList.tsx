import { Button, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/feedback";
import type { DraftInHand } from "../hooks/useDraft";
import { problemsOfRule } from "../model/problems";
import {
  duplicateRule,
  emptyRule,
  moveRule,
  moveRuleBy,
  removeRule,
  replaceRule,
} from "../model/ruleList";
import { nameFor } from "../model/sentence";
import { RuleCard, type RuleCardActions } from "./RuleCard";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** The rules in the order in which they are asked. */
export function RuleList({
  draft,
  mayEdit,
  opened,
  onOpen,
}: {
  draft: DraftInHand;
  mayEdit: boolean;
  opened: string | null;
  onOpen: (id: string | null) => void;
}) {
  const { t } = useTranslation("rules");
  const { words, texts } = useRuleWords();
  const [said, setSaid] = useState("");
  const { rules } = draft;

  function moved(id: string, next: readonly (typeof rules)[number][]): void {
    draft.change(next);
    const place = next.findIndex((rule) => rule.id === id) + 1;
    setSaid(t("list.moved", { place, count: next.length }));
  }

  const actions: RuleCardActions = {
    open: onOpen,
    change: (rule, about) =>
      draft.change(replaceRule(rules, rule), about === "" ? "" : `${rule.id}.${about}`),
    moveBy: (id, steps) => moved(id, moveRuleBy(rules, id, steps)),
    dropOn: (id, place) => moved(id, moveRule(rules, id, place)),
    duplicate: (id) => {
      const original = rules.find((rule) => rule.id === id);
      if (!original) return;
      const name = original.name || nameFor(original, words, texts);
      draft.change(duplicateRule(rules, id, t("list.copyName", { name })));
    },
    remove: (id) => draft.change(removeRule(rules, id)),
  };

  /** In front: the first rule that fits decides, and a new rule is mostly the narrower one. */
  function add(): void {
    const rule = emptyRule(rules);
    draft.change([rule, ...rules]);
    onOpen(rule.id);
  }

  return (
    <section aria-label={t("list.label")}>
      {mayEdit ? (
        <div className={styles.listHead}>
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
            {t("list.add")}
          </Button>
          <span className={styles.faint}>{t("list.addHint")}</span>
        </div>
      ) : null}
      {rules.length === 0 ? (
        <EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />
      ) : (
        <ol className={styles.list}>
          {rules.map((rule, place) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              place={place}
              last={place === rules.length - 1}
              opened={mayEdit && opened === rule.id}
              problems={problemsOfRule(draft.problems, place)}
              mayEdit={mayEdit}
              actions={actions}
            />
          ))}
        </ol>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </section>
  );
}
