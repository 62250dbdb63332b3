import { Modal } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/ui/feedback";
import { type KeyHelpSection, keyHelp } from "@/ui/keyHelp";
import styles from "./keyHelp.module.css";

export function KeyHelpOverlay({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const sections = useSyncExternalStore(keyHelp.subscribe, keyHelp.current);
  const anywhere: KeyHelpSection = {
    title: t("keys.anywhere"),
    keys: [
      ["?", t("keys.help")],
      ["Alt+W", t("keys.goWorklist")],
    ],
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === "?") onClose();
      }}
      title={t("keys.title")}
      size="xl"
    >
      <div className={styles.columns}>
        {[...sections, anywhere].map((section) => (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <dl>
              {section.keys.map(([keys, meaning]) => (
                <div key={keys}>
                  <dt>
                    {keys.split(" ").map((key) => (
                      <KeyHint key={key}>{key}</KeyHint>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>{t("keys.note")}</p>
    </Modal>
  );
}
