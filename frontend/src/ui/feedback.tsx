import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, NoAnswer, problemDetail } from "@/api/problem";
import styles from "./feedback.module.css";

/** Says why nothing is shown and what to do about it. */
export function EmptyState({
  title,
  hint,
  action,
}: {
  title: string;
  hint?: string;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {hint ? <p>{hint}</p> : null}
      {action}
    </div>
  );
}

/** `silent` where `aria-keyshortcuts` says it already. */
export function KeyHint({ children, silent = false }: { children: ReactNode; silent?: boolean }) {
  return (
    <kbd className={styles.key} aria-hidden={silent || undefined}>
      {children}
    </kbd>
  );
}

export type BannerTone = "note" | "warning" | "danger";

const BANNER_SHAPE: Record<BannerTone, string> = { note: "ℹ", warning: "⚠", danger: "✕" };

/** A line across a panel that must be noticed; a danger is announced at once. */
export function Banner({
  tone,
  children,
  action,
}: {
  tone: BannerTone;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      className={`${styles.banner} ${styles[tone]}`}
      role={tone === "danger" ? "alert" : "status"}
    >
      <span aria-hidden>{BANNER_SHAPE[tone]}</span>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** The text a failed request is told with: what happened and what to do next. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof NoAnswer) return t("failure.noAnswer");
    if (error instanceof ApiProblem && error.status === 404) return t("failure.notFound");
    if (error instanceof ApiProblem && error.status === 403) return t("failure.forbidden");
    return problemDetail(error) ?? t("failure.other");
  };
}

export function FailureState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  return (
    <EmptyState
      title={t("failure.title")}
      hint={failureText(error)}
      action={
        onRetry ? (
          <Button variant="default" onClick={onRetry}>
            {t("retry")}
          </Button>
        ) : null
      }
    />
  );
}
