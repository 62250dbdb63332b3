import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/feedback";
import type { useNextStudy } from "../hooks/useNextStudy";
import { NextStudyButton } from "./NextStudy";

/**
 * Why there are no rows and what to do. An empty list may also be a pool's wish that readers take
 * what is first in line, so the next study is offered here large.
 */
export function EmptyList({
  narrowed,
  next,
}: {
  narrowed: boolean;
  next: ReturnType<typeof useNextStudy> | null;
}) {
  const { t } = useTranslation("worklist");
  return (
    <EmptyState
      title={t(narrowed ? "empty.narrowed" : "empty.nothing")}
      hint={t(narrowed ? "empty.narrowedHint" : "empty.nothingHint")}
      action={
        next && !narrowed ? (
          <>
            <NextStudyButton next={next} big />
            <p>{t("next.hiddenHint")}</p>
          </>
        ) : null
      }
    />
  );
}
