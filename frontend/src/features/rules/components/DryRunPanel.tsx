import { Button, NumberInput, Progress } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/ruleTypes";
import { Banner, useFailureText } from "@/ui/feedback";
import type { DryRunInHand } from "../hooks/useDryRun";
import { DryRunReport } from "./DryRunReport";
import styles from "./rules.module.css";

const USUAL_DAYS = 7;
const MOST_DAYS = 31;

/** Runs the draft over the last days and shows what it would have changed. */
export function DryRunPanel({
  rules,
  dryRun,
  mayRun,
}: {
  rules: readonly Rule[];
  dryRun: DryRunInHand;
  mayRun: boolean;
}) {
  const { t } = useTranslation("rules");
  const failureText = useFailureText();
  const [days, setDays] = useState(USUAL_DAYS);
  const { run, busy, error } = dryRun;
  const percent = Math.round(100 * (run?.progress ?? 0));
  const stale = dryRun.rules !== null && dryRun.rules !== rules;
  return (
    <section>
      <h2>{t("dryRun.title")}</h2>
      <p className={styles.faint}>{t("dryRun.explanation")}</p>
      <div className={styles.panelHead}>
        <NumberInput
          className={styles.number}
          size="xs"
          label={t("dryRun.days")}
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          value={days}
          onChange={(value) => setDays(Number(value) || USUAL_DAYS)}
        />
        <Button
          size="xs"
          loading={busy}
          disabled={!mayRun}
          onClick={() => dryRun.start(rules, days)}
        >
          {t("dryRun.start")}
        </Button>
      </div>
      {busy ? (
        <div role="status">
          <p>{run?.state === "running" ? t("dryRun.running", { percent }) : t("dryRun.waiting")}</p>
          <Progress value={percent} animated aria-label={t("dryRun.title")} />
        </div>
      ) : null}
      {error ? <Banner tone="danger">{failureText(error)}</Banner> : null}
      {run?.state === "failed" ? (
        <Banner tone="danger">
          {run.error ? t("dryRun.failed", { reason: run.error }) : t("dryRun.failedUnknown")}
        </Banner>
      ) : null}
      {run?.result && !busy ? (
        <>
          {stale ? <Banner tone="warning">{t("dryRun.stale")}</Banner> : null}
          <DryRunReport result={run.result} days={run.days} />
        </>
      ) : null}
    </section>
  );
}
