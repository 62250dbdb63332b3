import { ActionIcon, Kbd, Popover } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { keyLabel, SHORTCUTS } from "../model/shortcuts";
import styles from "./toolbar.module.css";
import { useCommandText } from "./useCommandText";

/** The list of keys, from the same table that answers them. */
export function ShortcutHelp() {
  const { t } = useTranslation("viewer");
  const textOf = useCommandText();
  return (
    <Popover position="bottom-end" width={420}>
      <Popover.Target>
        <ActionIcon
          size={30}
          variant="subtle"
          color="gray"
          aria-label={t("shortcuts")}
          title={t("shortcuts")}
          data-testid="shortcut-help"
        >
          <IconKeyboard size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={styles.shortcuts}>
          {SHORTCUTS.map(({ keys, command }) => (
            <div key={keys.join()}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key} size="xs">
                    {keyLabel(key)}
                  </Kbd>
                ))}
              </dt>
              <dd>{textOf(command)}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
