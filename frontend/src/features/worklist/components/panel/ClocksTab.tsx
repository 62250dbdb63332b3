import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { NamedClock } from "@/api/engineTypes";
import { listClocks, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { formatSpan } from "@/lib/timeLeft";
import { useNow } from "@/lib/useNow";
import { FailureState } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { clockState, elapsedOf, LOOK } from "../../model/clocks";
import styles from "./panel.module.css";

/** The named clocks of a task, with what stopped them in between. */
export function ClocksTab({ task }: { task: ReadingTask }) {
  const { t } = useTranslation("worklist");
  const clocks = useQuery({
    queryKey: readingTaskKeys.clocks(task.id),
    queryFn: () => listClocks(task.id),
    staleTime: 10_000,
  });
  if (clocks.error) {
    return <FailureState error={clocks.error} onRetry={() => void clocks.refetch()} />;
  }
  return (
    <section className={styles.section}>
      {clocks.data?.length === 0 ? <p className={styles.soft}>{t("clocks.none")}</p> : null}
      <ul className={styles.list}>
        {clocks.data?.map((clock) => (
          <ClockRow key={`${clock.name} ${clock.started_at}`} clock={clock} />
        ))}
      </ul>
    </section>
  );
}

function ClockRow({ clock }: { clock: NamedClock }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const now = useNow("second");
  const state = clockState(clock);
  const elapsed = elapsedOf(clock, now);
  return (
    <li>
      <span className={styles.spread}>
        <strong>
          {t(`engine:clock.${clock.name}`, { defaultValue: clock.name.replaceAll("_", " ") })}
        </strong>
        <Tag {...LOOK[state]}>{t(`clocks.${state}`)}</Tag>
      </span>
      {elapsed === null ? null : (
        <span className={styles.numbers}>
          {formatSpan(elapsed)}{" "}
          {clock.target_minutes ? t("clocks.target", { minutes: clock.target_minutes }) : ""}
        </span>
      )}
      <small>
        {[
          clock.started_at ? t("clocks.from", { moment: formatMoment(clock.started_at) }) : "",
          clock.due_at ? t("clocks.due", { moment: formatMoment(clock.due_at) }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
      {clock.pauses?.map((pause) => (
        <small key={pause.from}>
          <span aria-hidden>‖ </span>
          {pause.to
            ? t("clocks.pause", { from: formatMoment(pause.from), to: formatMoment(pause.to) })
            : t("clocks.pauseOpen", { from: formatMoment(pause.from) })}
          {[pause.reason, pause.by].filter(Boolean).map((text) => ` · ${text}`)}
        </small>
      ))}
    </li>
  );
}
