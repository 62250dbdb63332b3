import { Button, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDictation, type Dictation, remarkDictation, soundUrl } from "@/api/dictations";
import { FormDialog } from "@/ui/FormDialog";
import { Tag } from "@/ui/Tag";
import { useRefreshDictations } from "../hooks/useDictation";
import type { TextPort } from "../model/textPort";
import { clockOf } from "../model/time";
import { CheckText } from "./CheckText";
import styles from "./dictation.module.css";

const TONES = { returned: "urgent", transcribed: "accent" } as const;

/** One recording of the reader: where it stands, and the one thing to do about it. */
export function OwnDictation({ dictation, text }: { dictation: Dictation; text?: TextPort }) {
  const { t } = useTranslation("dictation");
  const refresh = useRefreshDictations();
  const { id, state } = dictation;
  const who = dictation.transcriptionist?.name ?? "";
  const tone = state === "returned" || state === "transcribed" ? TONES[state] : "plain";
  return (
    <div className={styles.own}>
      <Tag tone={tone}>{t(`state.${state}`)}</Tag>
      {dictation.duration_ms === null ? null : <span>{clockOf(dictation.duration_ms)}</span>}
      {/* biome-ignore lint/a11y/useMediaCaption: it is the reader's own voice, whose text is what is being made. */}
      <audio className={styles.player} controls preload="none" src={soundUrl(id)} />
      {state === "returned" ? (
        <>
          <p>{t("own.question", { name: who, question: dictation.question })}</p>
          <Remark
            action={t("own.answer")}
            title={t("own.answerTitle")}
            label={t("own.yourAnswer")}
            run={(answer) => remarkDictation(id, "answer", answer).then(refresh)}
          />
        </>
      ) : null}
      {state === "recorded" ? (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void changeDictation(id, "send").finally(refresh)}
        >
          {t("own.send")}
        </Button>
      ) : null}
      {state === "transcribed" && text ? (
        <>
          <CheckText dictation={dictation} text={text} onDone={refresh} />
          <Remark
            action={t("own.return")}
            title={t("own.returnTitle")}
            label={t("own.remark")}
            run={(remark) => remarkDictation(id, "return", remark).then(refresh)}
          />
        </>
      ) : null}
      <FormDialog
        danger
        action={t("own.discard")}
        title={t("own.discardTitle")}
        submit={t("own.discard")}
        run={() => changeDictation(id, "discard").then(refresh)}
      >
        <Text size="sm">{t("own.discardHint")}</Text>
      </FormDialog>
    </div>
  );
}

/** A short text to the other side. */
export function Remark({
  action,
  title,
  label,
  run,
}: {
  action: string;
  title: string;
  label: string;
  run: (said: string) => Promise<unknown>;
}) {
  const [said, setSaid] = useState("");
  return (
    <FormDialog
      action={action}
      title={title}
      submit={action}
      ready={said.trim() !== ""}
      onOpen={() => setSaid("")}
      run={() => run(said)}
    >
      <Textarea
        label={label}
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
