import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type CommitteeCase,
  getCase,
  judgeCase,
  type RadpeerScore,
  replyToReader,
  reviewKeys,
} from "@/api/peerReview";
import { useCan } from "@/lib/currentSession";
import { studyTitle } from "@/lib/studyTitle";
import { Banner, EmptyState, FailureState } from "@/ui/feedback";
import { DueMark, ScoreMark } from "./marks";
import styles from "./peerReview.module.css";
import { ReportText } from "./ReportText";
import { ScoreForm } from "./ScoreForm";
import { StepAside } from "./StepAside";
import { TeachDialog } from "./TeachDialog";
import { Thread } from "./Thread";

/** One case of the committee: the images, the report, what the reviewer says, votes and decision. */
export function CaseDesk({
  id,
  renderImages,
  onBack,
}: {
  id: string;
  renderImages: (shown: CommitteeCase) => ReactNode;
  onBack: () => void;
}) {
  const { t } = useTranslation("peerReview");
  const manages = useCan("review.manage");
  const client = useQueryClient();
  const key = reviewKeys.one("cases", id);
  const found = useQuery({ queryKey: key, queryFn: () => getCase(id) });
  const keep = (shown: CommitteeCase) => client.setQueryData(key, shown);
  if (found.isPending) return <EmptyState title={t("committee.title")} />;
  if (found.error) {
    return <FailureState error={found.error} onRetry={() => void found.refetch()} />;
  }
  const shown = found.data;
  return (
    <div className={styles.desk}>
      <title>{t("committee.documentTitle")}</title>
      <div className={styles.images}>{renderImages(shown)}</div>
      <aside className={styles.side}>
        <header className={styles.facts}>
          <Button size="compact-xs" variant="default" onClick={onBack}>
            ← {t("back")}
          </Button>
          <strong>{studyTitle(shown.study)}</strong>
          <span>{shown.study.study_date}</span>
          <span>
            {t(`origin.${shown.origin}`)} · <DueMark review={shown} />
          </span>
        </header>
        <div className={styles.scroll}>
          <section className={styles.said}>
            <h2>
              {t("committee.reviewer")} <ScoreMark score={shown.score} />
            </h2>
            <p>{shown.comment}</p>
          </section>
          <ReportText {...shown} />
          <h2 className={styles.heading}>{t("committee.thread")}</h2>
          {shown.messages.length === 0 ? <p>{t("committee.noAnswers")}</p> : null}
          <Thread
            messages={shown.messages}
            names={{ reader: t("committee.side.reader"), committee: t("committee.side.committee") }}
            label={t("committee.replyText")}
            send={t("committee.send")}
            onSend={async (text) => keep(await replyToReader(id, text))}
          />
          {manages && shown.state === "closed" ? <TeachDialog review={id} /> : null}
        </div>
        <Judgement shown={shown} onJudged={keep} onAside={onBack} />
      </aside>
    </div>
  );
}

function Judgement({
  shown,
  onJudged,
  onAside,
}: {
  shown: CommitteeCase;
  onJudged: (shown: CommitteeCase) => void;
  onAside: () => void;
}) {
  const { t } = useTranslation("peerReview");
  const client = useQueryClient();
  const how = shown.own_vote || shown.vote_count >= shown.quorum ? "decision" : "votes";
  const judge = useMutation({
    mutationFn: ({ score, comment }: { score: RadpeerScore; comment: string }) =>
      judgeCase(shown.id, how, score, comment),
    onSuccess: (judged) => {
      onJudged(judged);
      void client.invalidateQueries({ queryKey: ["peer-review", "cases"] });
    },
  });
  if (shown.state !== "arbitration") {
    return (
      <div className={styles.form}>
        <Banner tone="note">
          {shown.final_score
            ? t("committee.decided", { score: shown.final_score })
            : t(`state.${shown.state}`)}
          {shown.decision ? `. ${shown.decision}` : ""}
        </Banner>
        <Votes shown={shown} />
      </div>
    );
  }
  const enough = shown.vote_count >= shown.quorum;
  return (
    <div className={styles.form}>
      <p className={styles.facts}>
        <strong>{t(how === "votes" ? "committee.voteTitle" : "committee.decideTitle")}</strong>
        <span>{t("committee.quorum", { votes: shown.vote_count, quorum: shown.quorum })}</span>
        {shown.own_vote ? (
          <span>{t("committee.yourVote", { score: shown.own_vote.score })}</span>
        ) : (
          <span>{t("committee.hidden")}</span>
        )}
      </p>
      <Votes shown={shown} />
      {how === "votes" || enough ? (
        <ScoreForm
          key={how}
          mode="score"
          warns={false}
          submit={t(how === "votes" ? "committee.vote" : "committee.decide")}
          pending={judge.isPending}
          error={judge.error}
          onSend={(said, comment) => {
            if ("score" in said) judge.mutate({ score: said.score, comment });
          }}
        >
          <StepAside id={shown.id} onDone={onAside} />
        </ScoreForm>
      ) : null}
    </div>
  );
}

function Votes({ shown }: { shown: CommitteeCase }) {
  if (shown.votes.length === 0) return null;
  return (
    <ul className={styles.votes}>
      {shown.votes.map((vote) => (
        <li key={vote.at}>
          <ScoreMark score={vote.score} /> {vote.text}
        </li>
      ))}
    </ul>
  );
}
