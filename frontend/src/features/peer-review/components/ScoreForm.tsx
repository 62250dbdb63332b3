import { Button, Group, Radio, SegmentedControl, Textarea } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RadpeerScore, ReviewLesson, ReviewMode, Said } from "@/api/peerReview";
import { isTyping } from "@/lib/keyboard";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { afterKey, needsCommittee, scoreOf } from "../model/peerReview";
import styles from "./peerReview.module.css";

const LESSONS: readonly ReviewLesson[] = ["agree", "good_catch", "learning_point"];
const NOTHING = { digit: "", letter: "" };

/** A RADPEER score, or in peer learning what there is to learn, with its sentence. */
export function ScoreForm({
  mode,
  submit,
  pending,
  error,
  onSend,
  warns = true,
  children = null,
}: {
  mode: ReviewMode;
  submit: string;
  pending: boolean;
  error: unknown;
  onSend: (said: Said, comment: string) => void;
  /** Says of a score that goes to the committee that it does. */
  warns?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation("peerReview");
  const failureText = useFailureText();
  const [chosen, setChosen] = useState(NOTHING);
  const [lesson, setLesson] = useState<ReviewLesson | null>(null);
  const [comment, setComment] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const score = scoreOf(chosen);
  const said: Said | null =
    mode === "score" ? (score ? { score } : null) : lesson ? { lesson } : null;
  const silent = score === "1" || lesson === "agree";
  const ready = said !== null && (silent || comment.trim() !== "");

  function send(): void {
    if (said && ready && !pending) onSend(said, comment);
  }
  function choose(key: string): boolean {
    const next = mode === "score" ? afterKey(chosen, key) : null;
    if (next) setChosen(next);
    return next !== null;
  }
  function onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    // Before the viewer hears them, whose own digits set the window.
    if (choose(event.key.toLowerCase())) event.preventDefault();
  }
  const fromAnywhere = (key: string) => () => {
    form.current?.querySelector<HTMLElement>("[data-scale] input")?.focus();
    choose(key);
  };
  useHotkeys(
    {
      "alt+1": fromAnywhere("1"),
      "alt+2": fromAnywhere("2"),
      "alt+3": fromAnywhere("3"),
      "control+enter": send,
    },
    mode === "score",
  );
  const help = useMemo(
    () => ({
      title: t("desk.keys.title"),
      keys: [
        ["Alt+1/2/3", t("desk.keys.score")],
        ["A / B", t("desk.keys.letter")],
        ["Ctrl+Enter", t("desk.keys.send")],
      ] as const,
    }),
    [t],
  );
  useKeyHelp(help);

  return (
    <form
      ref={form}
      className={styles.form}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mode === "score" ? (
        <Scale chosen={chosen} score={score} onChoose={choose} />
      ) : (
        <Radio.Group
          label={t("desk.lessonLabel")}
          value={lesson ?? ""}
          onChange={(value) => setLesson(LESSONS.find((one) => one === value) ?? null)}
        >
          <Group gap="md" mt={4}>
            {LESSONS.map((one) => (
              <Radio key={one} size="sm" value={one} label={t(`lesson.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
      )}
      <Textarea
        label={t(mode === "score" ? "desk.comment" : "desk.commentLesson")}
        description={t(mode === "score" ? "desk.commentHint" : "desk.commentCatch")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {warns && score && needsCommittee(score) ? (
        <Banner tone="note">{t("desk.committee")}</Banner>
      ) : null}
      {error ? <Banner tone="danger">{failureText(error)}</Banner> : null}
      <Group gap="sm">
        <Button type="submit" size="sm" disabled={!ready} loading={pending}>
          {submit}
        </Button>
        {children}
      </Group>
    </form>
  );
}

function Scale({
  chosen,
  score,
  onChoose,
}: {
  chosen: { digit: string; letter: string };
  score: RadpeerScore | null;
  onChoose: (key: string) => void;
}) {
  const { t } = useTranslation("peerReview");
  return (
    <div>
      <div className={styles.label} id="radpeer-scale">
        {t("desk.scoreLabel")}
      </div>
      <Group gap="sm">
        <SegmentedControl
          data-scale
          size="sm"
          aria-labelledby="radpeer-scale"
          data={["1", "2", "3"].map((value) => ({
            value,
            label: (
              <span>
                {value} <KeyHint silent>Alt+{value}</KeyHint>
              </span>
            ),
          }))}
          value={chosen.digit}
          onChange={onChoose}
        />
        {chosen.digit > "1" ? (
          <SegmentedControl
            size="sm"
            aria-label={t("desk.letter")}
            data={["a", "b"]}
            value={chosen.letter}
            onChange={onChoose}
          />
        ) : null}
      </Group>
      <p className={styles.meaning} role="status">
        {score ? `${score}: ${t(`score.${score}`)}` : chosen.digit ? t("desk.letter") : ""}
      </p>
    </div>
  );
}
