import { Button, Menu, Switch } from "@mantine/core";
import { IconDots, IconGripVertical } from "@tabler/icons-react";
import type { DragEvent, KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Rule, RuleProblem } from "@/api/ruleTypes";
import { Tag } from "@/ui/Tag";
import { nameFor } from "../model/sentence";
import { RuleEditor } from "./RuleEditor";
import { RuleSentence } from "./RuleSentence";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

export interface RuleCardActions {
  open: (id: string | null) => void;
  change: (rule: Rule, about: string) => void;
  moveBy: (id: string, steps: number) => void;
  dropOn: (id: string, place: number) => void;
  duplicate: (id: string) => void;
  remove: (id: string) => void;
}

/** One rule in its place: its sentence, and when opened its editor. */
export function RuleCard({
  rule,
  place,
  last,
  opened,
  problems,
  mayEdit,
  actions,
}: {
  rule: Rule;
  /** Counted from 0. */
  place: number;
  last: boolean;
  opened: boolean;
  problems: readonly RuleProblem[];
  mayEdit: boolean;
  actions: RuleCardActions;
}) {
  const { t } = useTranslation("rules");
  const { words, texts } = useRuleWords();
  const number = place + 1;

  function moveByKey(event: KeyboardEvent): void {
    if (!mayEdit || !event.altKey) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    actions.moveBy(rule.id, event.key === "ArrowUp" ? -1 : 1);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    actions.dropOn(event.dataTransfer.getData("text/plain"), place);
  }

  return (
    <li
      className={styles.card}
      data-rule={rule.id}
      data-opened={opened}
      data-off={!rule.enabled}
      onKeyDown={moveByKey}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className={styles.cardHead}>
        <button
          type="button"
          className={styles.handle}
          draggable={mayEdit}
          disabled={!mayEdit}
          aria-label={t("list.move", { place: number })}
          onDragStart={(event) => event.dataTransfer.setData("text/plain", rule.id)}
        >
          <IconGripVertical size={14} aria-hidden />
          {number}
        </button>
        <div className={styles.cardText}>
          <h3>
            {rule.name || nameFor(rule, words, texts)}
            {rule.enabled ? null : <Tag shape="○">{t("list.off")}</Tag>}
            {problems.length > 0 ? (
              <Tag tone="stat" shape="✕">
                {t("list.problems", { count: problems.length })}
              </Tag>
            ) : null}
          </h3>
          <RuleSentence rule={rule} />
        </div>
        <Switch
          size="xs"
          aria-label={t("list.enabled", { place: number })}
          checked={rule.enabled}
          disabled={!mayEdit}
          onChange={(event) =>
            actions.change({ ...rule, enabled: event.currentTarget.checked }, "")
          }
        />
        {mayEdit ? (
          <>
            <Button
              size="compact-xs"
              variant="default"
              aria-expanded={opened}
              onClick={() => actions.open(opened ? null : rule.id)}
            >
              {opened ? t("list.done") : t("list.edit")}
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <button
                  type="button"
                  className={styles.more}
                  aria-label={t("list.more", { place: number })}
                >
                  <IconDots size={16} aria-hidden />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item disabled={place === 0} onClick={() => actions.moveBy(rule.id, -1)}>
                  {t("list.up")}
                </Menu.Item>
                <Menu.Item disabled={last} onClick={() => actions.moveBy(rule.id, 1)}>
                  {t("list.down")}
                </Menu.Item>
                <Menu.Item onClick={() => actions.duplicate(rule.id)}>
                  {t("list.duplicate")}
                </Menu.Item>
                <Menu.Item color="red" onClick={() => actions.remove(rule.id)}>
                  {t("list.remove")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        ) : null}
      </div>
      {opened ? <RuleEditor rule={rule} problems={problems} onChange={actions.change} /> : null}
    </li>
  );
}
