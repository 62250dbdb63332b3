import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/ui/feedback";
import styles from "./report.module.css";

/** Whole texts at one press, and the way to the macros; a menu where the report is narrow. */
export function InsertBar({
  insertNormal,
  insertMeasurements,
}: {
  insertNormal: () => void;
  insertMeasurements: () => void;
}) {
  const { t } = useTranslation("reporting");
  // A press on a button must not take the cursor out of the section that gets the text.
  const keepCursor = (event: { preventDefault: () => void }) => event.preventDefault();
  const texts = [
    { name: t("editor.normal"), hint: "Alt+N", insert: insertNormal },
    { name: t("editor.measurements"), hint: "Alt+M", insert: insertMeasurements },
  ];
  return (
    <>
      <div className={styles.insert}>
        {texts.map(({ name, hint, insert }) => (
          <Button
            key={hint}
            size="compact-xs"
            variant="default"
            rightSection={<KeyHint>{hint}</KeyHint>}
            onMouseDown={keepCursor}
            onClick={() => insert()}
          >
            {name}
          </Button>
        ))}
        <Button component="a" href="/macros" target="_blank" size="compact-xs" variant="subtle">
          {t("editor.macros")}
        </Button>
      </div>
      <div className={styles.insertMenu}>
        <Menu position="bottom-end" returnFocus={false}>
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              {t("editor.insert")} <span aria-hidden>▾</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {texts.map(({ name, hint, insert }) => (
              <Menu.Item
                key={hint}
                rightSection={<KeyHint>{hint}</KeyHint>}
                onClick={() => insert()}
              >
                {name}
              </Menu.Item>
            ))}
            <Menu.Item component="a" href="/macros" target="_blank">
              {t("editor.macros")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
}
