import { useTranslation } from "react-i18next";
import { useOwnDictations } from "../hooks/useDictation";
import type { TextPort } from "../model/textPort";
import styles from "./dictation.module.css";
import { OwnDictation } from "./OwnDictation";

/** What the reader has recorded for this report and not taken into it yet. */
export function ReportDictations({ reportId, text }: { reportId: string; text: TextPort }) {
  const { t } = useTranslation("dictation");
  const found = useOwnDictations({ report: reportId });
  const rows = found.data?.results ?? [];
  if (rows.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t("own.title")}>
      {rows.map((dictation) => (
        <li key={dictation.id}>
          <OwnDictation dictation={dictation} text={text} />
        </li>
      ))}
    </ul>
  );
}
