import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { countReadingTasks, readingTaskKeys } from "@/api/readingTasks";
import { EmptyState } from "@/ui/feedback";
import type { useNextStudy } from "../hooks/useNextStudy";
import { NextStudyButton } from "./NextStudy";

/**
 * Why there are no rows and what to do. Where a practice or a pool hands studies out one by one,
 * readers see no list although studies wait: they are told so, and the next one is offered large.
 */
export function EmptyList({
  narrowed,
  next,
}: {
  narrowed: boolean;
  next: ReturnType<typeof useNextStudy> | null;
}) {
  const { t } = useTranslation("worklist");
  const counts = useQuery({ queryKey: readingTaskKeys.counts, queryFn: countReadingTasks });
  const waiting = counts.data?.unread ?? 0;
  if (next && !narrowed && waiting > 0) {
    return (
      <EmptyState
        title={t("next.hiddenTitle")}
        hint={t("next.hiddenHint", { count: waiting })}
        action={<NextStudyButton next={next} big />}
      />
    );
  }
  return (
    <EmptyState
      title={t(narrowed ? "empty.narrowed" : "empty.nothing")}
      hint={t(narrowed ? "empty.narrowedHint" : "empty.nothingHint")}
      action={null}
    />
  );
}
