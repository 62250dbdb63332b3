import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countReadingTasks, readingTaskKeys } from "@/api/readingTasks";
import type { WorklistCounts } from "@/api/types";
import { DEFAULT_FILTERS, inView, type WorklistFilters, type WorklistView } from "../model/filters";
import styles from "./worklist.module.css";

const PRESETS: Record<keyof WorklistCounts, Partial<WorklistFilters> & { view: WorklistView }> = {
  unread: { view: "open" },
  stat: { view: "open", priorities: ["STAT"] },
  overdue: { view: "open", overdue: true },
  mine: { view: "open", mine: true },
  signed_today: { view: "completed" },
};

const NAMES = Object.keys(PRESETS) as (keyof WorklistCounts)[];

/** How much there is to do. Each number shows what it counts when pressed. */
export function WorklistSummary({
  filters,
  onFilter,
  children,
}: {
  filters: WorklistFilters;
  onFilter: (filters: WorklistFilters) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("worklist");
  const counts = useQuery({
    queryKey: readingTaskKeys.counts,
    queryFn: countReadingTasks,
    refetchInterval: 60_000 + Math.random() * 30_000,
    staleTime: 3_000,
  });

  return (
    <div className={styles.summary}>
      <title>{t("documentTitle", { count: counts.data?.unread ?? 0 })}</title>
      <h1>{t("title")}</h1>
      {NAMES.map((name) => {
        const value = counts.data?.[name];
        const { ordering } = inView(filters, PRESETS[name].view);
        const preset = { ...DEFAULT_FILTERS, ordering, ...PRESETS[name] };
        const alarming = (name === "stat" || name === "overdue") && (value ?? 0) > 0;
        return (
          <button
            key={name}
            type="button"
            className={`${styles.count} ${alarming ? styles.alarm : ""}`}
            aria-pressed={JSON.stringify(preset) === JSON.stringify(filters)}
            onClick={() => onFilter(preset)}
          >
            <strong>{value?.toLocaleString("en") ?? "–"}</strong> {t(`count.${name}`)}
          </button>
        );
      })}
      <span className={styles.push}>{children}</span>
    </div>
  );
}
