import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getReadingTask, readingTaskKeys } from "@/api/readingTasks";
import { formatMoment } from "@/lib/dates";
import { FailureState } from "@/ui/feedback";
import styles from "./panel.module.css";

/** What has happened with the study, as it is recorded. */
export function HistoryTab({ taskId }: { taskId: string }) {
  const { t } = useTranslation("worklist");
  const detail = useQuery({
    queryKey: readingTaskKeys.detail(taskId),
    queryFn: () => getReadingTask(taskId),
    staleTime: 10_000,
  });
  if (detail.error) {
    return <FailureState error={detail.error} onRetry={() => void detail.refetch()} />;
  }
  return (
    <section className={styles.section}>
      <ol className={styles.list}>
        {detail.data?.history.map((entry) => (
          <li key={`${entry.at}-${entry.kind}-${entry.detail}`}>
            {t(`historyKind.${entry.kind}`, { defaultValue: entry.kind.replaceAll("_", " ") })}
            {entry.actor_name ? ` ${t("history.by", { name: entry.actor_name })}` : ""}
            {entry.detail ? `: ${entry.detail}` : ""}
            <small>{formatMoment(entry.at)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
