import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowFork, IconBan, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Condition } from "@/api/ruleTypes";
import { plainText, sayCondition } from "../model/sentence";
import { conditionAt, negateAt, removeAt, type TreePath, widenAt } from "../model/tree";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** What can be done with one line or group of conditions. */
export function LineTools({
  tree,
  path,
  negated,
  widens = false,
}: {
  tree: { root: Condition; onChange: (root: Condition) => void };
  path: TreePath;
  negated: boolean;
  widens?: boolean;
}) {
  const { t } = useTranslation("rules");
  const { words, texts } = useRuleWords();
  const said = plainText(sayCondition(conditionAt(tree.root, path), words, texts, false));
  const tool = (label: string, icon: ReactNode, next: Condition) => (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={label}
        onClick={() => tree.onChange(next)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <span className={styles.tools}>
      {widens ? tool(t("editor.or"), <IconArrowFork size={14} />, widenAt(tree.root, path)) : null}
      {tool(
        negated ? t("editor.plain") : t("editor.negate"),
        <IconBan size={14} />,
        negateAt(tree.root, path),
      )}
      {tool(
        t("editor.removeCondition", { condition: said }),
        <IconX size={14} />,
        removeAt(tree.root, path),
      )}
    </span>
  );
}
