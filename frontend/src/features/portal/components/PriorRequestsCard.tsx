import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PRIOR_ANSWERS, type PriorAnswer } from "@/api/priorRequests";
import type { PriorRequest, SiteStudyDetail } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import { useStudyPriors } from "../hooks/useStudyTalk";
import styles from "./portal.module.css";

/** What readers ask about earlier examinations; three buttons answer it. */
export function PriorRequestsCard({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation(["portal", "engine"]);
  const failureText = useFailureText();
  const { status, answer, attest } = useStudyPriors(study.id);
  if (!status.data) return null;
  const { state, requests } = status.data;
  const waiting = requests.filter((request) => request.answer === null && request.state === "open");
  const error = answer.error ?? attest.error;

  return (
    <section className={styles.card} aria-label={t("priors.title")}>
      <h2>{t("priors.title")}</h2>
      <p>{t(`engine:priorStatus.${state}`)}</p>
      {error ? <Banner tone="danger">{failureText(error)}</Banner> : null}
      {waiting.map((request) => (
        <OpenRequest
          key={request.id}
          request={request}
          zone={study.site.time_zone}
          isPending={answer.isPending}
          onAnswer={(given, note) => answer.mutate({ id: request.id, answer: given, note })}
        />
      ))}
      {waiting.length === 0 && state === "unknown" ? (
        <Group gap="sm">
          <Button
            variant="default"
            size="md"
            loading={attest.isPending}
            onClick={() => attest.mutate("none_exist")}
          >
            {t("priors.attestNone")}
          </Button>
          <Button
            variant="default"
            size="md"
            loading={attest.isPending}
            onClick={() => attest.mutate("exist_not_sent")}
          >
            {t("priors.attestExist")}
          </Button>
        </Group>
      ) : null}
    </section>
  );
}

function OpenRequest({
  request,
  zone,
  isPending,
  onAnswer,
}: {
  request: PriorRequest;
  zone: string;
  isPending: boolean;
  onAnswer: (answer: PriorAnswer, note: string) => void;
}) {
  const { t } = useTranslation("portal");
  const [note, setNote] = useState("");
  return (
    <div className={styles.request}>
      <Banner tone="warning">
        {t("priors.asked", {
          name: request.asked_by?.name ?? t("priors.reader"),
          moment: formatMoment(request.asked_at, zone),
        })}
        {request.modalities.length > 0 ? ` ${request.modalities.join(", ")}.` : ""}
        {request.text ? ` “${request.text}”` : ""}
      </Banner>
      <TextInput
        size="md"
        label={t("priors.note")}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="sm">
        {PRIOR_ANSWERS.map((answer) => (
          <Button
            key={answer}
            size="md"
            variant="default"
            loading={isPending}
            disabled={answer === "cannot_send" && note.trim() === ""}
            onClick={() => onAnswer(answer, note.trim())}
          >
            {t(`priors.answer.${answer}`)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
