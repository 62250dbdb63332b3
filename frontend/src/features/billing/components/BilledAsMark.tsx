import { useTranslation } from "react-i18next";
import type { useBilledAs } from "../hooks/useBilledAs";
import styles from "./billing.module.css";
import { ChangeBilledAs } from "./ChangeBilledAs";

/** In the reading room: what the study is billed as, which signing confirms; nothing where the reader is not asked. */
export function BilledAsMark({ billedAs }: { billedAs: ReturnType<typeof useBilledAs> }) {
  const { t } = useTranslation("billing");
  const { answer, confirm } = billedAs;
  if (!answer) return null;
  const known = answer.study_type !== null;
  return (
    <span className={styles.mark}>
      <span className={styles.soft}>{t("billedAs.label")}</span>
      <ChangeBilledAs
        answer={answer}
        action={answer.study_type?.name ?? t("billedAs.unknown")}
        onChosen={(chosen) => confirm.mutateAsync(chosen)}
      />
      {answer.confirmation || known ? (
        <span className={styles.soft}>
          {t(answer.confirmation ? "billedAs.confirmed" : "billedAs.onSigning")}
        </span>
      ) : null}
    </span>
  );
}
