import { MultiSelect, NumberInput, SegmentedControl, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CatalogueField, ConditionValue, Leaf } from "@/api/ruleTypes";
import { listOf, type Words } from "../model/words";
import styles from "./rules.module.css";

interface Editing {
  field: CatalogueField;
  leaf: Leaf;
  words: Words;
  onChange: (value: ConditionValue) => void;
}

/** What a condition compares with, in the control that suits the field. */
export function ValueEditor(editing: Editing) {
  const { field, leaf } = editing;
  if (leaf.operator === "is_empty" || leaf.operator === "is_not_empty") return null;
  if (field.type === "boolean") return <YesNo {...editing} />;
  if (field.type === "number") return <Numbers {...editing} />;
  if (field.type === "time") return <Times {...editing} />;
  if (field.type === "text" || mayBeTyped(field)) return <Phrases {...editing} />;
  return <Choices {...editing} />;
}

/** Codes that are their own labels may be typed where others than the known ones are allowed. */
function mayBeTyped({ open, choices }: CatalogueField): boolean {
  return open && choices.every(({ value, label }) => value === label);
}

function Choices({ field, leaf, words, onChange }: Editing) {
  const { t } = useTranslation("rules");
  const chosen = listOf(leaf.value).map(String);
  const known = field.choices.map(({ value, label }) => ({ value, label }));
  const others = chosen.filter((value) => !known.some((choice) => choice.value === value));
  return (
    <MultiSelect
      className={styles.value}
      size="xs"
      aria-label={t("editor.value", { field: words.field(field.name) })}
      placeholder={chosen.length === 0 ? t("editor.choose") : ""}
      data={[...known, ...others.map((value) => ({ value, label: value }))]}
      value={chosen}
      onChange={(value) => onChange(value)}
      autoFocus={chosen.length === 0}
      searchable
      hidePickedOptions
    />
  );
}

function Phrases({ field, leaf, words, onChange }: Editing) {
  const { t } = useTranslation("rules");
  const phrases = listOf(leaf.value).map(String);
  return (
    <TagsInput
      className={styles.value}
      size="xs"
      aria-label={t("editor.value", { field: words.field(field.name) })}
      placeholder={phrases.length === 0 ? t("editor.words") : ""}
      data={field.choices.map(({ value }) => value)}
      value={phrases}
      onChange={(value) => onChange(value)}
      autoFocus={phrases.length === 0}
    />
  );
}

function YesNo({ field, leaf, words, onChange }: Editing) {
  const { t } = useTranslation("rules");
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("editor.value", { field: words.field(field.name) })}
      data={[
        { value: "true", label: t("yes") },
        { value: "false", label: t("no") },
      ]}
      value={leaf.value === true ? "true" : "false"}
      onChange={(value) => onChange(value === "true")}
    />
  );
}

function Numbers({ field, leaf, words, onChange }: Editing) {
  const { t } = useTranslation("rules");
  const name = words.field(field.name);
  const [low = 0, high = low] = listOf(leaf.value).map(Number);
  const pair = leaf.operator === "between";
  const input = (label: string, value: number, changed: (value: number) => void) => (
    <NumberInput
      className={styles.number}
      size="xs"
      aria-label={label}
      suffix={field.unit ? ` ${words.unit(field)}` : ""}
      min={0}
      value={value}
      onChange={(given) => changed(Number(given) || 0)}
    />
  );
  if (!pair) return input(t("editor.value", { field: name }), low, onChange);
  return (
    <>
      {input(t("editor.from", { field: name }), low, (value) => onChange([value, high]))}
      <span>{t("sentence.and")}</span>
      {input(t("editor.to", { field: name }), high, (value) => onChange([low, value]))}
    </>
  );
}

function Times({ field, leaf, words, onChange }: Editing) {
  const { t } = useTranslation("rules");
  const name = words.field(field.name);
  const [from = "", to = ""] = listOf(leaf.value).map(String);
  const input = (label: string, value: string, changed: (value: string) => void) => (
    <TextInput
      type="time"
      size="xs"
      aria-label={label}
      value={value}
      onChange={(event) => changed(event.currentTarget.value)}
    />
  );
  return (
    <>
      {input(t("editor.from", { field: name }), from, (value) => onChange([value, to]))}
      <span>{t("sentence.and")}</span>
      {input(t("editor.to", { field: name }), to, (value) => onChange([from, value]))}
    </>
  );
}
