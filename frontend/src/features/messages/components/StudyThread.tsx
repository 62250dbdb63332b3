import { Button, Checkbox, NativeSelect, Textarea } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewStudyMessage, StudyMessage } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { type Side, useStudyThread } from "../hooks/useStudyThread";
import styles from "./messages.module.css";

const LONGEST = 2000;
const REQUESTS = ["repeat_view", "history", "prior"] as const;

/** The talk between the readers and the site about one study, and a line to write the next word. */
export function StudyThread({ study, side }: { study: string; side: Side }) {
  const { t } = useTranslation("messages");
  const { thread, send } = useStudyThread(study, side);
  const failureText = useFailureText();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<NewStudyMessage["request"]>("");
  const [holds, setHolds] = useState(false);
  const end = useRef<HTMLLIElement>(null);
  const length = thread.data?.length ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message is scrolled to
  useEffect(() => {
    void end.current?.scrollIntoView({ block: "nearest" });
  }, [length]);

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault();
    if (text.trim() === "" || send.isPending) return;
    const message = { text: text.trim(), request: asked, hold: holds && asked !== "" };
    send.mutate(message, {
      onSuccess: () => {
        setText("");
        setAsked("");
        setHolds(false);
      },
    });
  }

  if (thread.error) {
    return <FailureState error={thread.error} onRetry={() => void thread.refetch()} />;
  }
  return (
    <section className={styles.thread} aria-label={t("label")}>
      {thread.data && length === 0 ? (
        <p className={styles.soft}>
          {t("none")} {t(side === "site" ? "noneSite" : "noneReader")}
        </p>
      ) : null}
      <ol className={styles.messages} aria-live="polite">
        {thread.data?.map((message, place) => (
          <li
            key={message.id}
            ref={place === length - 1 ? end : null}
            className={message.mine ? styles.mine : styles.other}
          >
            <small>
              <Author message={message} /> · {formatMoment(message.at)}
            </small>
            {message.request ? (
              <Tag tone="urgent" shape="?">
                {t(`request.${message.request}`)}
              </Tag>
            ) : null}
            <p>{message.text}</p>
          </li>
        ))}
      </ol>
      <form className={styles.form} onSubmit={submit}>
        <Textarea
          aria-label={t("write")}
          placeholder={t(side === "site" ? "placeholderSite" : "placeholderReader")}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
          }}
        />
        {send.error ? <Banner tone="danger">{failureText(send.error)}</Banner> : null}
        <div className={styles.send}>
          {side === "reader" ? (
            <NativeSelect
              size="xs"
              aria-label={t("request.label")}
              value={asked}
              onChange={(event) =>
                setAsked(REQUESTS.find((known) => known === event.currentTarget.value) ?? "")
              }
              data={[
                { value: "", label: t("request.none") },
                ...REQUESTS.map((value) => ({ value, label: t(`request.${value}`) })),
              ]}
            />
          ) : null}
          {asked === "" ? (
            <small>{t("sendHint")}</small>
          ) : (
            <Checkbox
              size="xs"
              label={t("request.hold")}
              checked={holds}
              onChange={(event) => setHolds(event.currentTarget.checked)}
            />
          )}
          <Button
            type="submit"
            size="compact-sm"
            disabled={text.trim() === ""}
            loading={send.isPending}
          >
            {t("send")}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Author({ message }: { message: StudyMessage }) {
  const { t } = useTranslation("messages");
  if (message.mine) return t("you");
  const side = t(message.from_site ? "site" : "practice");
  return `${message.author.name} (${side})`;
}
