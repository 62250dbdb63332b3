import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { StudyConfirmation } from "@/api/types";
import { Banner } from "@/ui/feedback";
import { useConfirmsForSites } from "../hooks/useConfirmations";
import styles from "./confirmations.module.css";

export interface TypedWords {
  indication: string;
  reason: string;
}

/** What is asked of the readers, or the field to say it in; and why somebody speaks for the site. */
export function ConfirmFields({
  waiting,
  typed,
  onTyped,
  size,
}: {
  waiting: StudyConfirmation;
  typed: TypedWords;
  onTyped: (typed: TypedWords) => void;
  size: "sm" | "md";
}) {
  const { t } = useTranslation("confirmations");
  const forSite = useConfirmsForSites();
  return (
    <>
      {waiting.missing.includes("patient") ? (
        <Banner tone="warning">{t("missing.patient")}</Banner>
      ) : waiting.missing.includes("indication") ? (
        <Textarea
          label={t("indication")}
          description={t("missing.indication")}
          size={size}
          required
          rows={2}
          maxLength={4000}
          value={typed.indication}
          onChange={(event) => onTyped({ ...typed, indication: event.currentTarget.value })}
        />
      ) : (
        <p className={styles.indication}>
          <span className={styles.soft}>{t("indication")}</span> {waiting.indication}
        </p>
      )}
      {forSite ? (
        <TextInput
          label={t("reason")}
          description={t("reasonHint")}
          size={size}
          required
          maxLength={500}
          value={typed.reason}
          onChange={(event) => onTyped({ ...typed, reason: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
