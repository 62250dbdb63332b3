import { Button, Group, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  askReader,
  releaseTranscription,
  soundUrl,
  submitTranscription,
  type TranscriptionDetail,
} from "@/api/dictations";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { PLAYER_JUMP, usePlayer } from "../hooks/usePlayer";
import { useTypedText } from "../hooks/useTypedText";
import styles from "./dictation.module.css";
import { Remark } from "./OwnDictation";
import { TapePlayer } from "./TapePlayer";

/** One claimed recording: its player, its order, and the text being typed. */
export function TypingDesk({
  transcription,
  onDone,
}: {
  transcription: TranscriptionDetail;
  /** It is handed in, returned or given back. */
  onDone: () => void;
}) {
  const { t } = useTranslation("dictation");
  const failureText = useFailureText();
  const { id, order } = transcription;
  const player = usePlayer((transcription.duration_ms ?? 0) / 1000);
  const typed = useTypedText(transcription);
  const submit = useMutation({
    mutationFn: () => submitTranscription(id, typed.sections),
    onSuccess: onDone,
  });
  const release = useMutation({ mutationFn: () => releaseTranscription(id), onSuccess: onDone });
  const failure = submit.error ?? release.error;
  const isEmpty = typed.sections.every(({ body }) => body.trim() === "");

  useHotkeys({
    f9: player.toggle,
    f7: () => player.jump(-PLAYER_JUMP),
    f8: () => player.jump(PLAYER_JUMP),
    f2: () => player.change(-1),
    f3: () => player.change(1),
    " ": player.toggle,
    arrowleft: () => player.jump(-PLAYER_JUMP),
    arrowright: () => player.jump(PLAYER_JUMP),
    "control+enter": () => {
      if (!isEmpty) submit.mutate();
    },
  });
  useKeyHelp(
    useMemo(
      () => ({
        title: t("keys.desk"),
        keys: [
          ["F9 Space", t("keys.play")],
          ["F7 ←", t("keys.back")],
          ["F8 →", t("keys.forward")],
          ["F2", t("keys.slower")],
          ["F3", t("keys.faster")],
          ["Ctrl+Enter", t("keys.submit")],
        ] as const,
      }),
      [t],
    ),
  );

  return (
    <>
      <h1>{t("desk.title")}</h1>
      <audio ref={player.audio} src={soundUrl(id)} preload="auto" {...player.events} />
      <TapePlayer player={player} />
      {failure ? <Banner tone="danger">{failureText(failure)}</Banner> : null}
      <div className={styles.desk}>
        <aside>
          <dl className={page.facts}>
            <dt>{t("desk.patient")}</dt>
            <dd>
              {order.patient_name} · {order.patient_id}
            </dd>
            <dt>{t("desk.procedure")}</dt>
            <dd>{order.procedure}</dd>
            <dt>{t("desk.indication")}</dt>
            <dd>{order.indication || "–"}</dd>
            <dt>{t("desk.accession")}</dt>
            <dd>{transcription.study.accession_number || "–"}</dd>
            <dt>{t("desk.reader")}</dt>
            <dd>{transcription.dictated_by.name}</dd>
            <dt>{t("desk.site")}</dt>
            <dd>{transcription.site.name}</dd>
          </dl>
          <p className={styles.note}>{t("desk.mismatch")}</p>
          {transcription.answer ? (
            <Banner tone="note">
              {t("desk.previous")}: {transcription.answer}
            </Banner>
          ) : null}
        </aside>
        <div>
          {typed.sections.map(({ code, body }, place) => (
            <Textarea
              key={code}
              mb="sm"
              label={t(`section.${code}`)}
              autosize
              minRows={code === "findings" ? 6 : 2}
              spellCheck
              autoFocus={place === 3}
              value={body}
              onChange={(event) => typed.edit(code, event.currentTarget.value)}
            />
          ))}
          <Group justify="space-between">
            <span role="status" className={styles.phase} data-status={typed.status}>
              {t(`desk.${typed.status}`)}
            </span>
            <Group gap="xs">
              <Button
                size="sm"
                variant="default"
                loading={release.isPending}
                onClick={() => release.mutate()}
              >
                {t("desk.release")}
              </Button>
              <Remark
                action={t("desk.ask")}
                title={t("desk.askTitle")}
                label={t("desk.question")}
                run={(question) => askReader(id, question).then(onDone)}
              />
              <Button
                size="sm"
                disabled={isEmpty}
                loading={submit.isPending}
                rightSection={<KeyHint>Ctrl+Enter</KeyHint>}
                onClick={() => submit.mutate()}
              >
                {t("desk.submit")}
              </Button>
            </Group>
          </Group>
        </div>
      </div>
    </>
  );
}
