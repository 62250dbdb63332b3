import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listEscalations, readingTaskKeys } from "@/api/readingTasks";
import type { EscalationStep } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { lookUp } from "@/lib/lookUp";
import { FailureState } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { useStepText } from "../../hooks/useStepText";
import { STEP_LOOK, standingOf } from "../../model/ladder";
import styles from "./panel.module.css";

const ASKED_EVERY_MS = 30_000;

/** Who is told when the task is left too long: what was done, to whom, and what comes when. */
export function LadderSection({ taskId }: { taskId: string }) {
  const { t } = useTranslation("worklist");
  const steps = useQuery({
    queryKey: readingTaskKeys.escalations(taskId),
    queryFn: () => listEscalations(taskId),
    refetchInterval: ASKED_EVERY_MS,
  });
  if (steps.error) {
    return <FailureState error={steps.error} onRetry={() => void steps.refetch()} />;
  }
  if (!steps.data) return null;
  return (
    <section className={styles.section}>
      <h3>{t("ladder.title")}</h3>
      {steps.data.length === 0 ? <p className={styles.soft}>{t("ladder.none")}</p> : null}
      <ol className={styles.list} aria-label={t("ladder.title")}>
        {steps.data.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step }: { step: EscalationStep }) {
  const { t } = useTranslation("worklist");
  const stepText = useStepText();
  const standing = standingOf(step);
  const because = (detail: string) =>
    detail === "" ? "" : lookUp(t("ladder.because", { returnObjects: true }), detail);
  const moment = formatMoment(standing === "coming" ? step.fire_at : step.settled_at);
  const when =
    step.percent === null
      ? t("ladder.afterMinutes", { minutes: step.minutes })
      : t("ladder.atPercent", { percent: step.percent });
  return (
    <li data-standing={standing}>
      <span className={styles.spread}>
        <span>
          <strong>{stepText(step)}</strong>
        </span>
        <Tag {...STEP_LOOK[standing]}>{t(`ladder.standing.${standing}`)}</Tag>
      </span>
      <span className={styles.spread}>
        <small>
          {[when, moment, standing === "fired" ? "" : because(step.detail)]
            .filter(Boolean)
            .join(" · ")}
        </small>
        {standing === "coming" ? <TimeLeftMark dueAt={step.fire_at} /> : null}
      </span>
      {standing === "fired" && step.detail === "nobody" ? (
        <small>{t("ladder.nobody")}</small>
      ) : null}
      {step.pages.map((page) => (
        <small key={page.id}>
          {page.acknowledged_at
            ? t("ladder.acknowledged", {
                name: page.recipient.name,
                moment: formatMoment(page.acknowledged_at),
              })
            : t("ladder.waits", { name: page.recipient.name })}
        </small>
      ))}
    </li>
  );
}
