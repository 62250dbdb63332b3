import { Button, CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { displayName } from "@/lib/patientName";
import type { useBulk } from "../hooks/useBulk";
import styles from "./worklist.module.css";

/** What became of an action on many studies: how many, which not and why, and the way back. */
export function BulkOutcome({ bulk }: { bulk: ReturnType<typeof useBulk> }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const { outcome } = bulk;
  if (!outcome) return null;
  const { results, before, undo } = outcome;
  const failed = results.filter(({ ok }) => !ok);
  const done = results.length - failed.length;
  // A refusal of another kind says in its detail all that there is to say.
  const why = (code: string | undefined, detail: string | undefined) =>
    [code ? t(`engine:exclusion.${code}`, { defaultValue: "" }) : "", detail]
      .filter(Boolean)
      .join(": ");

  return (
    <section className={styles.bulk} aria-label={t("bulk.label")}>
      <strong role="status">
        <span aria-hidden>{failed.length === 0 ? "✓ " : "⚠ "}</span>
        {failed.length === 0
          ? t("bulk.allDone", { done })
          : t("bulk.done", { done, asked: results.length })}
      </strong>
      {undo.length > 0 ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={bulk.takeBack.isPending}
          onClick={() => bulk.takeBack.mutate(undo)}
        >
          {t("bulk.undo")}
        </Button>
      ) : null}
      <CloseButton size="sm" aria-label={t("bulk.dismiss")} onClick={bulk.dismiss} />
      {failed.length > 0 ? (
        <details open={failed.length <= 5}>
          <summary>{t("bulk.failed")}</summary>
          <ul>
            {failed.map(({ id, code, detail }) => (
              <li key={id}>
                {displayName(before.get(id)?.patient.name ?? id)}: {why(code, detail)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
