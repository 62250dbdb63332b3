import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  answerReview,
  getReview,
  listReviews,
  type ReviewText,
  recuse,
  reviewKeys,
  type Said,
} from "@/api/peerReview";
import { studyTitle } from "@/lib/studyTitle";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, EmptyState, FailureState } from "@/ui/feedback";
import { DueMark } from "./marks";
import styles from "./peerReview.module.css";
import { ReportText } from "./ReportText";
import { ScoreForm } from "./ScoreForm";

/** One review: the images, which `renderImages` shows, the report without names, and the score. */
export function ReviewDesk({
  id,
  renderImages,
  onBack,
  onNext,
}: {
  id: string;
  renderImages: (review: ReviewText) => ReactNode;
  onBack: () => void;
  onNext: (id: string) => void;
}) {
  const { t } = useTranslation("peerReview");
  const review = useQuery({
    queryKey: reviewKeys.one("reviews", id),
    queryFn: () => getReview(id),
  });
  if (review.isPending) return <EmptyState title={t("desk.report")} />;
  if (review.error) {
    return <FailureState error={review.error} onRetry={() => void review.refetch()} />;
  }
  return (
    <div className={styles.desk}>
      <title>{t("desk.documentTitle")}</title>
      <div className={styles.images}>{renderImages(review.data)}</div>
      <aside className={styles.side}>
        <Facts review={review.data} onBack={onBack} />
        <div className={styles.scroll}>
          <ReportText {...review.data} />
        </div>
        <Answer review={review.data} onBack={onBack} onNext={onNext} />
      </aside>
    </div>
  );
}

function Facts({ review, onBack }: { review: ReviewText; onBack: () => void }) {
  const { t } = useTranslation("peerReview");
  const age =
    review.patient_age === null
      ? t("desk.ageUnknown")
      : t("desk.years", { count: review.patient_age });
  return (
    <header className={styles.facts}>
      <Button size="compact-xs" variant="default" onClick={onBack}>
        ← {t("back")}
      </Button>
      <strong>{studyTitle(review.study)}</strong>
      <span>{[review.study.study_date, review.patient_sex, age].filter(Boolean).join(" · ")}</span>
      <span>
        {t(`origin.${review.origin}`)} · <DueMark review={review} />
      </span>
    </header>
  );
}

function Answer({
  review,
  onBack,
  onNext,
}: {
  review: ReviewText;
  onBack: () => void;
  onNext: (id: string) => void;
}) {
  const { t } = useTranslation("peerReview");
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const send = useMutation({
    mutationFn: ({ said, comment }: { said: Said; comment: string }) =>
      answerReview(review.id, said, comment),
    onSuccess: () => client.invalidateQueries({ queryKey: reviewKeys.all }),
  });
  const next = useQuery({
    queryKey: reviewKeys.list("reviews", { state: "assigned", next: true }),
    queryFn: () => listReviews({ state: "assigned", limit: 2 }),
  });
  const other = next.data?.results.find((one) => one.id !== review.id);
  if (review.state !== "assigned") {
    return (
      <div className={styles.form}>
        <Banner tone="note">
          {review.score || review.lesson ? t("desk.sent") : t(`state.${review.state}`)}
        </Banner>
        {other ? (
          <Button size="sm" onClick={() => onNext(other.id)}>
            {t("desk.next")}
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <ScoreForm
      key={review.id}
      mode={review.mode}
      submit={t(review.mode === "score" ? "desk.send" : "desk.sendLesson")}
      pending={send.isPending}
      error={send.error}
      onSend={(said, comment) => send.mutate({ said, comment })}
    >
      <FormDialog
        action={t("desk.recuse")}
        title={t("desk.recuseTitle")}
        submit={t("desk.recuse")}
        ready={reason.trim() !== ""}
        run={async () => {
          await recuse(review.id, reason);
          await client.invalidateQueries({ queryKey: ["peer-review", "reviews", "list"] });
          onBack();
        }}
      >
        <p>{t("desk.recuseExplanation")}</p>
        <Textarea
          label={t("desk.recuseReason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormDialog>
    </ScoreForm>
  );
}
