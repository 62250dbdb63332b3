import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listCases, type ReviewQuery } from "@/api/peerReview";
import { studyTitle } from "@/lib/studyTitle";
import { PlainTable } from "@/ui/PlainTable";
import { useReviewList } from "../hooks/useReviewList";
import { DueMark, ScoreMark } from "./marks";
import { Pager } from "./Pager";
import { StepAside } from "./StepAside";

const SHOWN = {
  waiting: { state: "arbitration" },
  differences: { origin: "site_report,two_readings" },
  settled: { state: "closed" },
} as const satisfies Record<string, ReviewQuery>;
type Shown = keyof typeof SHOWN;
const NAMES: readonly Shown[] = ["waiting", "differences", "settled"];

/** What the committee decides, what sites reported, and what is settled. */
export function CommitteePart({ onCase }: { onCase: (id: string) => void }) {
  const { t } = useTranslation("peerReview");
  const [shown, setShown] = useState<Shown>("waiting");
  return (
    <>
      <SegmentedControl
        mb="sm"
        size="xs"
        aria-label={t("committee.filter")}
        data={NAMES.map((value) => ({ value, label: t(`committee.shown.${value}`) }))}
        value={shown}
        onChange={(value) => setShown(NAMES.find((one) => one === value) ?? "waiting")}
      />
      <Cases key={shown} query={SHOWN[shown]} onCase={onCase} />
    </>
  );
}

function Cases({ query, onCase }: { query: ReviewQuery; onCase: (id: string) => void }) {
  const { t } = useTranslation("peerReview");
  const cases = useReviewList("cases", listCases, query);
  return (
    <>
      <PlainTable
        title={t("committee.title")}
        explanation={t("committee.explanation")}
        empty={t("committee.none")}
        rows={cases.found.data?.results}
        error={cases.found.error}
        onRetry={() => void cases.found.refetch()}
        columns={[
          { heading: t("column.study"), cell: (row) => studyTitle(row.study) },
          { heading: t("column.origin"), cell: (row) => t(`origin.${row.origin}`) },
          { heading: t("column.state"), cell: (row) => t(`state.${row.state}`) },
          {
            heading: t("column.score"),
            cell: (row) => <ScoreMark score={row.final_score || row.score} />,
          },
          { heading: t("column.comment"), cell: (row) => row.comment },
          { heading: t("column.due"), cell: (row) => <DueMark review={row} /> },
          {
            heading: t("column.votes"),
            cell: (row) => t("committee.quorum", { votes: row.vote_count, quorum: row.quorum }),
          },
          { heading: t("column.answers"), cell: (row) => (row.answered ? "✓" : "") },
          {
            heading: "",
            cell: (row) =>
              row.scored_at ? (
                <Button size="compact-xs" onClick={() => onCase(row.id)}>
                  {t("open")}
                </Button>
              ) : (
                <StepAside id={row.id} />
              ),
          },
        ]}
      />
      <Pager {...cases} />
    </>
  );
}
