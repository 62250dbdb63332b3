import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/feedback";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("notFound.title")}
      hint={t("notFound.hint")}
      action={<Link to="/">{t("notFound.home")}</Link>}
    />
  );
}

/** Shown when a screen fails to draw; the local copies of drafts outlive the reload. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("crash.title")}
      hint={t("crash.hint")}
      action={<Button onClick={() => window.location.reload()}>{t("crash.reload")}</Button>}
    />
  );
}
