import { useTranslation } from "react-i18next";
import styles from "./dictation.module.css";

/** How loud the microphone hears; speech at a usual distance fills half of it. */
export function LevelMeter({ level, listens }: { level: number; listens: boolean }) {
  const { t } = useTranslation("dictation");
  const share = listens ? Math.min(1, Math.sqrt(level) * 2) : 0;
  return (
    <meter className={styles.meter} aria-label={t("level")} min={0} max={1} value={share}>
      {Math.round(share * 100)}
    </meter>
  );
}
