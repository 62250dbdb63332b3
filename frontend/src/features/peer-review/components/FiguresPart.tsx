import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exportUrl, getScorecards, reviewKeys } from "@/api/peerReview";
import { useCan } from "@/lib/currentSession";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { CardTable } from "./CardTable";
import { LegacyImport } from "./LegacyImport";

/** Every reader's scorecard, and the export. */
export function FiguresPart() {
  const { t } = useTranslation(["peerReview", "common"]);
  const exports = useCan("review.export");
  const cards = useQuery({
    queryKey: reviewKeys.list("scorecards", {}),
    queryFn: () => getScorecards("all", {}),
  });
  if (cards.error) {
    return <FailureState error={cards.error} onRetry={() => void cards.refetch()} />;
  }
  if (!cards.data) return <p role="status">{t("common:loading")}</p>;
  return (
    <CardTable
      title={t("figures.title")}
      cards={cards.data}
      action={
        <>
          <LegacyImport />
          {exports ? (
            <>
              <p className={page.explanation}>{t("figures.export")}</p>
              <Group gap="sm">
                <Button
                  component="a"
                  size="compact-sm"
                  variant="default"
                  href={exportUrl("readers")}
                >
                  {t("figures.readersCsv")}
                </Button>
                <Button
                  component="a"
                  size="compact-sm"
                  variant="default"
                  href={exportUrl("reviews")}
                >
                  {t("figures.reviewsCsv")}
                </Button>
              </Group>
            </>
          ) : null}
        </>
      }
    />
  );
}
