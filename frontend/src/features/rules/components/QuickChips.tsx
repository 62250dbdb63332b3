import { useTranslation } from "react-i18next";
import styles from "./rules.module.css";

/** What is often added, one press each. */
export function QuickChips<Picked>({
  choices,
  onPick,
}: {
  choices: readonly { label: string; picked: Picked }[];
  onPick: (picked: Picked) => void;
}) {
  const { t } = useTranslation("rules");
  if (choices.length === 0) return null;
  return (
    <div className={styles.chips}>
      <span className={styles.faint}>{t("editor.quick")}</span>
      {choices.map(({ label, picked }) => (
        <button key={label} type="button" className={styles.chip} onClick={() => onPick(picked)}>
          + {label}
        </button>
      ))}
    </div>
  );
}
