import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "../model/suggestions";
import styles from "./rules.module.css";

/** Adds something by its words: type, and Enter takes the first that fits. */
export function PhrasePicker<Picked>({
  label,
  placeholder,
  suggest,
  onPick,
}: {
  label: string;
  placeholder: string;
  suggest: (text: string) => Suggestion<Picked>[];
  onPick: (picked: Picked) => void;
}) {
  const { t } = useTranslation("rules");
  const [text, setText] = useState("");
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const suggestions = useMemo(() => suggest(text), [suggest, text]);

  function pick(key: string): void {
    const chosen = suggestions.find((suggestion) => suggestion.key === key);
    if (!chosen) return;
    setText("");
    combobox.closeDropdown();
    onPick(chosen.picked);
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target>
        <TextInput
          className={styles.picker}
          aria-label={label}
          placeholder={placeholder}
          leftSection={<IconPlus size={14} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} style={{ overflowY: "auto" }}>
          {suggestions.length === 0 ? (
            <Combobox.Empty>{t("editor.noMatch")}</Combobox.Empty>
          ) : (
            suggestions.map(({ key, label: said, hint }) => (
              <Combobox.Option key={key} value={key}>
                {said}
                {hint ? <span className={styles.hint}>{hint}</span> : null}
              </Combobox.Option>
            ))
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
