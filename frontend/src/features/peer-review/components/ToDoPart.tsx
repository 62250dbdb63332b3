import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { listReviews, type Review } from "@/api/peerReview";
import { studyTitle } from "@/lib/studyTitle";
import { PlainTable } from "@/ui/PlainTable";
import { useReviewList } from "../hooks/useReviewList";
import { DueMark, ScoreMark } from "./marks";
import { Pager } from "./Pager";

/** What chance has given the person to look at again, and what they have reviewed. */
export function ToDoPart({ onReview }: { onReview: (id: string) => void }) {
  const { t } = useTranslation("peerReview");
  const todo = useReviewList("reviews", listReviews, { state: "assigned" });
  const done = useReviewList("reviews", listReviews, { state: "arbitration,closed" });
  const study = { heading: t("column.study"), cell: (row: Review) => studyTitle(row.study) };
  const made = { heading: t("column.made"), cell: (row: Review) => row.study.study_date ?? "" };
  return (
    <>
      <PlainTable
        title={t("todo.title")}
        explanation={t("todo.explanation")}
        empty={t("todo.none")}
        rows={todo.found.data?.results}
        error={todo.found.error}
        onRetry={() => void todo.found.refetch()}
        columns={[
          study,
          made,
          { heading: t("column.origin"), cell: (row) => t(`origin.${row.origin}`) },
          { heading: t("column.due"), cell: (row) => <DueMark review={row} /> },
          {
            heading: "",
            cell: (row) => (
              <Button size="compact-xs" onClick={() => onReview(row.id)}>
                {t("open")}
              </Button>
            ),
          },
        ]}
      />
      <Pager {...todo} />
      <PlainTable
        title={t("todo.doneTitle")}
        explanation={t("todo.doneExplanation")}
        empty={t("todo.noneDone")}
        rows={done.found.data?.results}
        error={done.found.error}
        onRetry={() => void done.found.refetch()}
        columns={[
          study,
          made,
          { heading: t("column.state"), cell: (row) => t(`state.${row.state}`) },
          {
            heading: t("column.score"),
            cell: (row) => (row.lesson ? t(`lesson.${row.lesson}`) : <OwnAndFinal review={row} />),
          },
          { heading: t("column.comment"), cell: (row) => row.comment },
        ]}
      />
      <Pager {...done} />
    </>
  );
}

function OwnAndFinal({ review }: { review: Review }) {
  return (
    <>
      <ScoreMark score={review.score} />
      {review.final_score && review.final_score !== review.score ? (
        <>
          {" → "}
          <ScoreMark score={review.final_score} />
        </>
      ) : null}
    </>
  );
}
