import { useTranslation } from "react-i18next";
import { formatClock } from "@/lib/dates";
import { type DraftState, statusOf } from "../model/draft";
import styles from "./report.module.css";

const SHAPE = { saved: "✓", unsaved: "…", saving: "↑", failed: "⚠", conflict: "≠" } as const;

/** Whether what is on screen is safe on the server. */
export function SaveStatus({ state, writable }: { state: DraftState; writable: boolean }) {
  const { t } = useTranslation("reporting");
  const status = statusOf(state);
  const text =
    !writable && status !== "saved"
      ? t("status.stopped")
      : status === "saved" && state.savedAt
        ? t("status.savedAt", { time: formatClock(state.savedAt) })
        : t(`status.${status}`);
  const alarming = status === "failed" || status === "conflict";
  return (
    <span role="status" className={alarming ? styles.failed : styles.saved} data-status={status}>
      <span aria-hidden>{SHAPE[status]} </span>
      {text}
    </span>
  );
}
