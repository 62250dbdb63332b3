import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ActionParameter, RuleAction, RuleProblem } from "@/api/ruleTypes";
import { suggestActions } from "../model/actions";
import { problemsAtAction } from "../model/problems";
import { ParameterInput } from "./ParameterInput";
import { PhrasePicker } from "./PhrasePicker";
import { ProblemList } from "./ProblemList";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** What a rule does, one action a line. */
export function ActionLines({
  actions,
  problems,
  onChange,
}: {
  actions: readonly RuleAction[];
  problems: readonly RuleProblem[];
  onChange: (actions: RuleAction[]) => void;
}) {
  const { t } = useTranslation("rules");
  const { catalogue, words } = useRuleWords();
  const kinds = actions.map(({ kind }, place) => `${kind}.${place}`);
  return (
    <>
      {actions.map((action, place) => (
        <ActionLine
          key={kinds[place]}
          action={action}
          problems={problemsAtAction(problems, place)}
          onChange={(changed) =>
            onChange(actions.map((other, at) => (at === place ? changed : other)))
          }
          onRemove={() => onChange(actions.filter((_, at) => at !== place))}
        />
      ))}
      <PhrasePicker
        label={t("editor.actionLabel")}
        placeholder={t("editor.addAction")}
        suggest={(text) => suggestActions(text, catalogue, words)}
        onPick={(picked) => onChange([...actions, picked])}
      />
    </>
  );
}

function ActionLine({
  action,
  problems,
  onChange,
  onRemove,
}: {
  action: RuleAction;
  problems: readonly RuleProblem[];
  onChange: (action: RuleAction) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("rules");
  const { catalogue, words } = useRuleWords();
  const known = catalogue.actions.find(({ kind }) => kind === action.kind);
  const parameters: readonly ActionParameter[] = known?.parameters ?? [];
  return (
    <div className={styles.line} data-invalid={problems.length > 0}>
      <div className={styles.controls}>
        <span className={styles.fieldName}>{words.actionName(action.kind)}</span>
        {parameters.map((parameter) => (
          <ParameterInput
            key={parameter.name}
            parameter={parameter}
            value={action[parameter.name]}
            onChange={(value) => onChange({ ...action, [parameter.name]: value })}
          />
        ))}
        <span className={styles.tools}>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t("editor.removeAction", { action: words.action(action) })}
            onClick={onRemove}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      </div>
      <ProblemList problems={problems} />
    </div>
  );
}
