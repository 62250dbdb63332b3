import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listPriors, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { FailureState } from "@/ui/feedback";
import styles from "./panel.module.css";

/** The patient's earlier studies, and what is known about those that are not here. */
export function PriorsTab({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const priors = useQuery({
    queryKey: readingTaskKeys.priors(task.id),
    queryFn: () => listPriors(task.id),
    staleTime: 60_000,
  });
  if (priors.error) {
    return <FailureState error={priors.error} onRetry={() => void priors.refetch()} />;
  }
  return (
    <section className={styles.section}>
      <p>{t(`engine:priorStatus.${task.prior_status}`, { defaultValue: task.prior_status })}</p>
      {priors.data?.length === 0 ? <p className={styles.soft}>{t("detail.noPriors")}</p> : null}
      <ul className={styles.list}>
        {priors.data?.map(({ study, report }) => (
          <li key={study.id}>
            {studyTitle(study)}
            <small>
              {formatMoment(study.study_at, task.site.time_zone)}
              {report === null ? ` · ${t("detail.noReport")}` : ""}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
