import { NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import type { ActionParameter, ParameterValue } from "@/api/ruleTypes";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** One parameter of an action, with its name before it. */
export function ParameterInput({
  parameter,
  value,
  onChange,
}: {
  parameter: ActionParameter;
  value: ParameterValue | undefined;
  onChange: (value: ParameterValue) => void;
}) {
  const { words } = useRuleWords();
  const { name, required } = parameter;
  const choices = name === "level" ? words.levels() : parameter.choices;
  const label = words.parameter(name);
  const numeric = isNumeric(parameter);
  const asParameter = (text: string) => (numeric ? Number(text) : text);

  function control() {
    if (choices && choices.length > 0 && !isList(parameter)) {
      return (
        <Select
          className={styles.value}
          size="xs"
          aria-label={label}
          data={choices.map(({ value: choice, label: said }) => ({
            value: String(choice),
            label: words.parameterWord(name, String(choice)) ?? said,
          }))}
          value={value === undefined || value === null ? null : String(value)}
          onChange={(chosen) => onChange(chosen === null ? null : asParameter(chosen))}
          searchable={choices.length > 6}
          clearable={!required}
          allowDeselect={!required}
        />
      );
    }
    if (isList(parameter)) {
      return (
        <TagsInput
          className={styles.value}
          size="xs"
          aria-label={label}
          data={(choices ?? []).map(({ value: choice }) => choice)}
          value={Array.isArray(value) ? [...value] : []}
          onChange={onChange}
        />
      );
    }
    if (numeric) {
      return (
        <NumberInput
          className={styles.number}
          size="xs"
          aria-label={label}
          min={1}
          allowDecimal={false}
          value={typeof value === "number" ? value : ""}
          onChange={(given) => onChange(given === "" ? null : Number(given))}
        />
      );
    }
    return (
      <TextInput
        className={styles.value}
        size="xs"
        aria-label={label}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }

  return (
    <span className={styles.parameter}>
      <span className={styles.parameterName}>{label}</span>
      {control()}
    </span>
  );

  function isNumeric({ type }: ActionParameter): boolean {
    return type === "integer" || type === "number" || name === "level";
  }
}

function isList({ type }: ActionParameter): boolean {
  return type === "texts";
}
