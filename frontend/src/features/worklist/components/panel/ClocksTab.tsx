import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getClocks, readingTaskKeys } from "@/api/readingTasks";
import type { Clock, ClockReport, ReadingTask } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { formatAge } from "@/lib/timeLeft";
import { FailureState } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { CLOCK_LOOK, clocksInOrder } from "../../model/clocks";
import { LadderSection } from "./LadderSection";
import styles from "./panel.module.css";

const MINUTE = 60_000;
const COUNTED_EVERY_MS = 30_000;

/** The named clocks of a task, what stopped them in between, and when its milestones were. */
export function ClocksTab({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const report = useQuery({
    queryKey: readingTaskKeys.clocks(task.id),
    queryFn: () => getClocks(task.id),
    refetchInterval: COUNTED_EVERY_MS,
  });
  if (report.error) {
    return <FailureState error={report.error} onRetry={() => void report.refetch()} />;
  }
  if (!report.data) return null;
  const { clocks, milestones } = report.data;
  return (
    <>
      <section className={styles.section}>
        <h3>{t("panel.clocks")}</h3>
        {clocks.length === 0 ? <p className={styles.soft}>{t("clocks.none")}</p> : null}
        <ul className={styles.list}>
          {clocksInOrder(clocks).map((clock) => (
            <ClockRow key={clock.id} clock={clock} />
          ))}
        </ul>
      </section>
      <LadderSection taskId={task.id} />
      <Pauses pauses={report.data.pauses} />
      <section className={styles.section}>
        <h3>{t("clocks.milestones")}</h3>
        <dl className={styles.facts}>
          {milestones.map(({ name, at }) => (
            <div key={name}>
              <dt>{t(`engine:milestone.${name}`)}</dt>
              <dd>{formatMoment(at)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function ClockRow({ clock }: { clock: Clock }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const counted = formatAge(clock.counted_minutes * MINUTE);
  const paused = formatAge(clock.paused_minutes * MINUTE);
  const notes = [
    clock.due_at ? t("clocks.due", { moment: formatMoment(clock.due_at) }) : "",
    clock.breached_at ? t("clocks.breached", { moment: formatMoment(clock.breached_at) }) : "",
    clock.paused_minutes > 0 ? t("clocks.pausedFor", { span: paused }) : "",
    clock.calendar ? t("clocks.calendar", { name: clock.calendar.name }) : "",
  ];
  return (
    <li>
      <span className={styles.spread}>
        <strong>
          {t(`engine:milestone.${clock.clock_from}`)} → {t(`engine:milestone.${clock.clock_to}`)}
        </strong>
        <Tag {...CLOCK_LOOK[clock.state]}>{t(`clocks.${clock.state}`)}</Tag>
      </span>
      <span className={styles.spread}>
        <span>{t("clocks.counted", { span: counted, minutes: clock.minutes })}</span>
        {clock.state === "running" ? <TimeLeftMark dueAt={clock.due_at} /> : null}
      </span>
      <small>{notes.filter(Boolean).join(" · ")}</small>
    </li>
  );
}

function Pauses({ pauses }: { pauses: ClockReport["pauses"] }) {
  const { t } = useTranslation(["worklist", "engine"]);
  if (pauses.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t("clocks.pauses")}</h3>
      <ul className={styles.list}>
        {pauses.map((pause) => (
          <li key={pause.id}>
            {t(`engine:pauseKind.${pause.kind}`)}: {t(`engine:hold.${pause.code}`)}
            {pause.reason ? ` (${pause.reason})` : ""}
            <small>
              {[pause.started_by?.name, pause.end_reason].filter(Boolean).join(" · ")}{" "}
              {pause.ended_at
                ? t("clocks.pause", {
                    from: formatMoment(pause.started_at),
                    to: formatMoment(pause.ended_at),
                  })
                : t("clocks.pauseOpen", { from: formatMoment(pause.started_at) })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
