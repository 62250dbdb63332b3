import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  answerFeedback,
  type Feedback,
  getScorecards,
  listFeedback,
  reviewKeys,
  seeFeedback,
} from "@/api/peerReview";
import { studyTitle } from "@/lib/studyTitle";
import { Banner } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { useReviewList } from "../hooks/useReviewList";
import { CardTable } from "./CardTable";
import { ScoreMark } from "./marks";
import { Pager } from "./Pager";
import styles from "./peerReview.module.css";
import { Thread } from "./Thread";

/** What colleagues said of the person's own reports, their answers, and their scorecard. */
export function FeedbackPart({ onTask }: { onTask: (taskId: string) => void }) {
  const { t } = useTranslation("peerReview");
  const client = useQueryClient();
  const told = useReviewList("feedback", listFeedback, {});
  const [opened, setOpened] = useState<Feedback | null>(null);
  const cards = useQuery({
    queryKey: reviewKeys.list("scorecards-own", {}),
    queryFn: () => getScorecards("own", {}),
  });
  const open = useMutation({
    mutationFn: seeFeedback,
    onSuccess: (seen) => {
      setOpened(seen);
      void client.invalidateQueries({ queryKey: reviewKeys.all });
    },
  });
  return (
    <>
      <PlainTable
        title={t("feedback.title")}
        explanation={t("feedback.explanation")}
        empty={t("feedback.none")}
        rows={told.found.data?.results}
        error={told.found.error ?? open.error}
        onRetry={() => {
          open.reset();
          void told.found.refetch();
        }}
        columns={[
          {
            heading: t("column.study"),
            cell: (row) => (
              <>
                {studyTitle(row.study)}{" "}
                {row.seen ? null : (
                  <Tag tone="accent" shape="●">
                    {t("feedback.new")}
                  </Tag>
                )}
              </>
            ),
          },
          { heading: t("column.told"), cell: (row) => row.told_on },
          { heading: t("column.origin"), cell: (row) => t(`origin.${row.origin}`) },
          {
            heading: t("column.score"),
            cell: (row) =>
              row.lesson ? (
                t(`lesson.${row.lesson}`)
              ) : row.final_score ? (
                <ScoreMark score={row.final_score} />
              ) : (
                t(`state.${row.state}`)
              ),
          },
          { heading: t("column.comment"), cell: (row) => row.comment },
          {
            heading: "",
            cell: (row) => (
              <Button
                size="compact-xs"
                variant="default"
                loading={open.isPending && open.variables === row.id}
                onClick={() => open.mutate(row.id)}
              >
                {t("open")}
              </Button>
            ),
          },
        ]}
      />
      <Pager {...told} />
      {cards.data ? <CardTable title={t("figures.own")} cards={cards.data} /> : null}
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        size="lg"
        title={t("feedback.heading")}
      >
        {opened ? <Opened feedback={opened} onChanged={setOpened} onTask={onTask} /> : null}
      </Modal>
    </>
  );
}

function Opened({
  feedback,
  onChanged,
  onTask,
}: {
  feedback: Feedback;
  onChanged: (feedback: Feedback) => void;
  onTask: (taskId: string) => void;
}) {
  const { t } = useTranslation("peerReview");
  return (
    <div className={styles.form}>
      <p className={styles.facts}>
        <strong>{studyTitle(feedback.study)}</strong>
        <span>{feedback.study.study_date}</span>
        <ScoreMark score={feedback.final_score} />
        <span>{feedback.final_score ? t(`score.${feedback.final_score}`) : null}</span>
        <span>{feedback.lesson ? t(`lesson.${feedback.lesson}`) : null}</span>
        <Button size="compact-xs" variant="default" onClick={() => onTask(feedback.reading_task)}>
          {t("feedback.toReport")}
        </Button>
      </p>
      {feedback.state === "arbitration" ? <Banner tone="note">{t("feedback.waits")}</Banner> : null}
      {feedback.comment ? (
        <section className={styles.said}>
          <h2>{t("feedback.said")}</h2>
          <p>{feedback.comment}</p>
        </section>
      ) : null}
      {feedback.decision ? (
        <section className={styles.said}>
          <h2>{t("feedback.decision")}</h2>
          <p>{feedback.decision}</p>
        </section>
      ) : null}
      <Thread
        messages={feedback.messages}
        names={{ reader: t("feedback.side.reader"), committee: t("feedback.side.committee") }}
        label={t("feedback.answer")}
        hint={t("feedback.answerHint")}
        send={t("feedback.send")}
        onSend={async (text) => onChanged(await answerFeedback(feedback.id, text))}
      />
    </div>
  );
}
