import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getLatestRerouting, type Rerouting, reroutingKeys } from "@/api/reroutings";
import { formatMoment } from "@/lib/dates";
import styles from "./rules.module.css";

const ASK_AGAIN_MS = 1500;

/** How far the waiting studies have followed the last change of rules or service levels. */
export function ReroutingProgress() {
  const { t } = useTranslation("rules");
  const run = useQuery({
    queryKey: reroutingKeys.latest,
    queryFn: getLatestRerouting,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? ASK_AGAIN_MS : false),
  }).data;
  if (!run) return null;
  const counts = { done: run.done, total: run.total, changed: run.changed };
  if (isUnderWay(run)) {
    return (
      <div role="status">
        <p className={styles.faint}>{t(`rerouting.${run.kind}`, counts)}</p>
        <Progress
          value={run.total > 0 ? (100 * run.done) / run.total : 0}
          animated
          aria-label={t("rerouting.label")}
        />
      </div>
    );
  }
  return (
    <p className={styles.faint} role="status">
      {t("rerouting.over", { ...counts, at: formatMoment(run.ended_at ?? run.asked_at) })}
      {run.failed > 0 ? ` ${t("rerouting.failed", { count: run.failed })}` : ""}
    </p>
  );
}

function isUnderWay(run: Rerouting | null | undefined): boolean {
  return run?.state === "waiting" || run?.state === "running";
}
