import { Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Condition, Rule, RuleProblem } from "@/api/ruleTypes";
import { PRESETS, type PresetName, presetCondition } from "../model/presets";
import { problemsOfWhole } from "../model/problems";
import { nameFor } from "../model/sentence";
import { addTo } from "../model/tree";
import { ActionLines } from "./ActionLines";
import { ConditionTree } from "./ConditionTree";
import { ProblemList } from "./ProblemList";
import { QuickChips } from "./QuickChips";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** A rule opened for change: when it fits and what happens then. */
export function RuleEditor({
  rule,
  problems,
  onChange,
}: {
  rule: Rule;
  /** Those of this rule, with paths inside it. */
  problems: readonly RuleProblem[];
  /** `about` names what changed, so that typing undoes as one step. */
  onChange: (rule: Rule, about: string) => void;
}) {
  const { t } = useTranslation("rules");
  const { catalogue, words, texts } = useRuleWords();
  const setWhen = (when: Condition) => onChange({ ...rule, when }, "");

  const presets = PRESETS.flatMap((name: PresetName) => {
    const condition = presetCondition(name, catalogue);
    return condition ? [{ label: t(`preset.${name}`), picked: condition }] : [];
  });

  return (
    <div className={styles.editor}>
      <fieldset>
        <legend>{t("editor.when")}</legend>
        <ConditionTree root={rule.when} problems={problems} onChange={setWhen} />
        <QuickChips
          choices={presets}
          onPick={(condition) => setWhen(addTo(rule.when, [], condition))}
        />
      </fieldset>
      <fieldset>
        <legend>{t("editor.outcome")}</legend>
        <ActionLines
          actions={rule.then}
          problems={problems}
          onChange={(then) => onChange({ ...rule, then }, "")}
        />
      </fieldset>
      <ProblemList problems={problemsOfWhole(problems)} />
      <div className={styles.footing}>
        <TextInput
          className={styles.name}
          size="xs"
          label={t("editor.name")}
          placeholder={nameFor(rule, words, texts)}
          maxLength={120}
          value={rule.name}
          onChange={(event) => onChange({ ...rule, name: event.currentTarget.value }, "name")}
        />
        <Checkbox
          size="xs"
          label={t("editor.stop")}
          checked={rule.stop}
          onChange={(event) => onChange({ ...rule, stop: event.currentTarget.checked }, "")}
        />
      </div>
    </div>
  );
}
