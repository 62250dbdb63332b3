import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { explainReadingTask, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useSession } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { useEngineWords } from "@/lib/useEngineWords";
import { FailureState } from "@/ui/feedback";
import { PriorityMark } from "@/ui/PriorityMark";
import { usePoolNames } from "../../hooks/usePoolNames";
import { partRules, rulesIn } from "../../model/explanation";
import { Candidates } from "./Candidates";
import styles from "./panel.module.css";
import { RuleRow } from "./RuleRow";

/** Why this priority, this pool, these readers: each rule and each reader with their reasons. */
export function WhyTab({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const me = useSession().user.id;
  const explained = useQuery({
    queryKey: readingTaskKeys.explanation(task.id),
    queryFn: () => explainReadingTask(task.id),
    staleTime: 10_000,
  });
  const words = useEngineWords(usePoolNames());
  if (explained.error) {
    return <FailureState error={explained.error} onRetry={() => void explained.refetch()} />;
  }
  if (!explained.data) return null;
  const { decision, assignments } = explained.data;
  const { matched, others } = partRules(rulesIn(decision?.rules ?? []));

  return (
    <>
      <section className={styles.section}>
        <h3>{t("why.result")}</h3>
        <p className={styles.spread}>
          <PriorityMark priority={task.priority} />
          <span>
            {t(`engine:pathway.${task.pathway}`, { defaultValue: task.pathway })} ·{" "}
            {t("why.waits", { pool: task.pool?.name ?? t("why.anybody") })}
          </span>
        </p>
        <p className={styles.soft}>
          {decision
            ? t("why.decided", {
                moment: formatMoment(decision.at),
                version: versionText(decision.rule_set),
              })
            : t("why.undecided")}
        </p>
      </section>
      <Candidates explanation={explained.data} me={me} words={words} />
      {assignments.length > 0 ? (
        <section className={styles.section}>
          <h3>{t("why.given")}</h3>
          <ul className={styles.list}>
            {assignments.map(({ id, at, reader }) => (
              <li key={id}>{t("why.givenTo", { name: reader.name, moment: formatMoment(at) })}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className={styles.section}>
        <h3>{t("why.rules")}</h3>
        {matched.length + others.length === 0 ? (
          <p className={styles.soft}>{t("why.noRules")}</p>
        ) : null}
        {matched.map((rule) => (
          <RuleRow key={rule.id} rule={rule} words={words} />
        ))}
        {others.length > 0 ? (
          <details>
            <summary>{t("why.unmatchedOthers", { count: others.length })}</summary>
            {others.map((rule) => (
              <RuleRow key={rule.id} rule={rule} words={words} />
            ))}
          </details>
        ) : null}
      </section>
    </>
  );
}

function versionText(version: number | null): string {
  return version === null ? "–" : String(version);
}
