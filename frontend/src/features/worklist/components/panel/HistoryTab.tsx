import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getReadingTask, readingTaskKeys } from "@/api/readingTasks";
import type { TaskHistoryEntry } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { useEngineWords } from "@/lib/useEngineWords";
import { FailureState } from "@/ui/feedback";
import { useStepText } from "../../hooks/useStepText";
import styles from "./panel.module.css";

/** What has happened with the study, as it is recorded. */
export function HistoryTab({ taskId }: { taskId: string }) {
  const { t } = useTranslation("worklist");
  const words = useEngineWords();
  const stepText = useStepText();
  const detail = useQuery({
    queryKey: readingTaskKeys.detail(taskId),
    queryFn: () => getReadingTask(taskId),
    staleTime: 10_000,
  });
  function told({ kind, code, detail: text }: TaskHistoryEntry): string {
    const coded = (): string => {
      switch (kind) {
        case "held":
        case "time_excluded":
          return words.hold(code);
        case "assignment_ended":
          return words.end(code);
        case "escalated":
        case "widened": {
          const [step = "", target = ""] = code.split(" ");
          return stepText({ kind: step, target });
        }
        default:
          return "";
      }
    };
    return [code === "" ? "" : coded(), text].filter(Boolean).join(", ");
  }

  if (detail.error) {
    return <FailureState error={detail.error} onRetry={() => void detail.refetch()} />;
  }
  return (
    <section className={styles.section}>
      <ol className={styles.list}>
        {detail.data?.history.map((entry) => (
          <li key={`${entry.at}-${entry.kind}-${entry.code}-${entry.detail}`}>
            {t(`historyKind.${entry.kind}`, { defaultValue: entry.kind.replaceAll("_", " ") })}
            {entry.actor_name ? ` ${t("history.by", { name: entry.actor_name })}` : ""}
            {told(entry) ? `: ${told(entry)}` : ""}
            <small>{formatMoment(entry.at)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
