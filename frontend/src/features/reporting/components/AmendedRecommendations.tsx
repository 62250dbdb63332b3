import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Banner } from "@/ui/feedback";
import type { Amended, useAmendedRecommendations } from "../hooks/useAmendedRecommendations";
import { useRecommendationText } from "../hooks/useRecommendationText";
import { RecommendationForm } from "./RecommendationForm";
import styles from "./recommendations.module.css";

/** What is recommended once the amendment is signed: carried on, changed, taken back or added. */
export function AmendedRecommendations({
  amended,
  onWrite,
}: {
  amended: ReturnType<typeof useAmendedRecommendations>;
  /** Writes the words that say one of them into the text. */
  onWrite: (words: string) => void;
}) {
  const { t } = useTranslation("reporting");
  const line = useRecommendationText();
  const [asked, setAsked] = useState<{ replaced: Amended | null } | null>(null);
  return (
    <section className={styles.panel} aria-label={t("followUp.title")}>
      <header className={styles.head}>
        <h3>{t("followUp.title")}</h3>
        <Button size="compact-xs" variant="default" onClick={() => setAsked({ replaced: null })}>
          {t("followUp.add")}
        </Button>
      </header>
      <ul className={styles.list}>
        {amended.all.map((one) => (
          <li key={one.id}>
            <p>{line(one) || t("followUp.nothing")}</p>
            <div className={styles.actions}>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("followUp.editOf", { line: line(one) })}
                onClick={() => setAsked({ replaced: one })}
              >
                {t("followUp.edit")}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("followUp.dropOf", { line: line(one) })}
                onClick={() => amended.drop(one)}
              >
                {t("followUp.drop")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {amended.unsaid.map(({ key, quote }) => (
        <Banner
          key={key}
          tone="danger"
          action={
            <Button size="compact-xs" onClick={() => onWrite(quote)}>
              {t("followUp.write")}
            </Button>
          }
        >
          {t("amend.unsaid", { words: quote })}
        </Banner>
      ))}
      {asked ? (
        <RecommendationForm
          content={asked.replaced}
          bodyPart=""
          onKeep={(content) => {
            amended.keep(content, asked.replaced);
            return Promise.resolve();
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </section>
  );
}
