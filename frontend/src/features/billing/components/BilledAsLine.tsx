import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import { Banner, useFailureText } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { useBilledAs } from "../hooks/useBilledAs";
import styles from "./billing.module.css";
import { ChangeBilledAs } from "./ChangeBilledAs";

/** On the site's page of a study: what it is billed as, to be confirmed or corrected; nothing where nobody asks. */
export function BilledAsLine({ study }: { study: string }) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const { answer, confirm } = useBilledAs(study, useCan("studies.confirm"));
  if (!answer) return null;
  const type = answer.study_type;
  return (
    <section aria-label={t("billedAs.label")}>
      <div className={styles.billedAs}>
        <span className={styles.soft}>{t("billedAs.label")}</span>
        <span>{type?.name ?? t("billedAs.unknown")}</span>
        {answer.confirmation ? (
          <Tag
            tone="good"
            shape="✓"
            title={t("billedAs.said", { name: answer.confirmation.confirmed_by_name })}
          >
            {t("billedAs.confirmed")}
          </Tag>
        ) : type ? (
          <Button
            size="compact-xs"
            loading={confirm.isPending}
            onClick={() => confirm.mutate(type.id)}
          >
            {t("billedAs.confirm")}
          </Button>
        ) : null}
        <ChangeBilledAs
          answer={answer}
          action={t("billedAs.change")}
          onChosen={(chosen) => confirm.mutateAsync(chosen)}
        />
      </div>
      {confirm.error ? <Banner tone="danger">{failureText(confirm.error)}</Banner> : null}
    </section>
  );
}
