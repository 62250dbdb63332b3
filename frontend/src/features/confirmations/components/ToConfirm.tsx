import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import { useHotkeys } from "@/lib/useHotkeys";
import { FailureState } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useConfirmations } from "../hooks/useConfirmations";
import { ConfirmCard } from "./ConfirmCard";
import styles from "./confirmations.module.css";

/** What nobody reads before the site has confirmed it: every such study, or the one that is named. */
export function ToConfirm({ study }: { study?: string }) {
  return useCan("studies.confirm") ? <Waiting study={study} /> : null;
}

function Waiting({ study }: { study: string | undefined }) {
  const { t } = useTranslation("confirmations");
  const section = useRef<HTMLElement>(null);
  const confirmations = useConfirmations(study);
  const count = confirmations.data?.count ?? 0;

  function toFirst(): void {
    section.current?.querySelector<HTMLElement>("textarea, input, button[type=submit]")?.focus();
  }
  useHotkeys({ c: toFirst }, count > 0);
  useKeyHelp(
    useMemo(
      () => ({
        title: t("keys.title"),
        keys: [
          ["c", t("keys.first")],
          ["Ctrl+Enter", t("keys.confirm")],
        ] as const,
      }),
      [t],
    ),
  );

  if (confirmations.error) {
    return (
      <FailureState error={confirmations.error} onRetry={() => void confirmations.refetch()} />
    );
  }
  if (!confirmations.data || count === 0) return null;
  const { results } = confirmations.data;
  return (
    <section ref={section} className={styles.section} aria-label={t("title", { count })}>
      <h2>{t("title", { count })}</h2>
      <p className={styles.explanation}>{t("explanation")}</p>
      <ul className={styles.list}>
        {results.map((waiting) => (
          <ConfirmCard key={waiting.id} waiting={waiting} />
        ))}
      </ul>
      {count > results.length ? (
        <p className={styles.explanation}>{t("more", { count: count - results.length })}</p>
      ) : null}
    </section>
  );
}
