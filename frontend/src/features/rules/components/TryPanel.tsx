import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/ruleTypes";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import type { DryRunInHand } from "../hooks/useDryRun";
import { nameFor } from "../model/sentence";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

const DAYS = 7;

/** Which recent studies the opened rule fits, beside the rule while it is written. */
export function TryPanel({
  rule,
  rules,
  dryRun,
  mayRun,
}: {
  rule: Rule | null;
  rules: readonly Rule[];
  dryRun: DryRunInHand;
  mayRun: boolean;
}) {
  const { t } = useTranslation("rules");
  const { words, texts } = useRuleWords();
  const failureText = useFailureText();
  const { run, busy, error } = dryRun;
  const result = run?.result ?? null;
  const stale = dryRun.rules !== null && dryRun.rules !== rules;
  const fits = rule && result ? (result.matched[rule.id] ?? 0) : 0;
  const examples = rule
    ? (result?.examples ?? []).filter((task) => task.matched.includes(rule.id))
    : [];

  return (
    <aside className={styles.aside}>
      <h2>{t("try.title")}</h2>
      {rule === null ? (
        <p className={styles.faint}>{t("try.choose")}</p>
      ) : (
        <>
          <p className={styles.faint}>{rule.name || nameFor(rule, words, texts)}</p>
          <p>{t("try.explanation", { days: DAYS })}</p>
          {mayRun ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={busy}
              onClick={() => dryRun.start(rules, DAYS)}
            >
              {result ? t("try.rerun") : t("try.start")}
            </Button>
          ) : null}
          {busy ? <Progress mt="xs" value={100 * (run?.progress ?? 0)} animated /> : null}
          {error ? <Banner tone="danger">{failureText(error)}</Banner> : null}
          {result && !busy ? (
            <>
              {stale ? <p className={styles.faint}>{t("dryRun.stale")}</p> : null}
              <p role="status">
                {fits === 0 ? t("try.none") : t("try.fits", { count: fits, total: result.tasks })}
              </p>
              <ul>
                {examples.map((task) => (
                  <li key={task.id}>
                    {task.description}
                    <br />
                    <span className={styles.faint}>
                      {task.site} · {formatMoment(task.received_at)}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </>
      )}
    </aside>
  );
}
