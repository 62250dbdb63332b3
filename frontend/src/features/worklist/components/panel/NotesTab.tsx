import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addNote, listNotes, readingTaskKeys } from "@/api/readingTasks";
import { formatMoment } from "@/lib/dates";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import styles from "./panel.module.css";

/** What readers and managers tell each other about a task. */
export function NotesTab({ taskId }: { taskId: string }) {
  const { t } = useTranslation("worklist");
  const client = useQueryClient();
  const failureText = useFailureText();
  const [text, setText] = useState("");
  const notes = useQuery({
    queryKey: readingTaskKeys.notes(taskId),
    queryFn: () => listNotes(taskId),
  });
  const add = useMutation({
    mutationFn: () => addNote(taskId, text.trim()),
    onSuccess: () => {
      setText("");
      return client.invalidateQueries({ queryKey: readingTaskKeys.notes(taskId) });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== "") add.mutate();
  }

  if (notes.error) {
    return <FailureState error={notes.error} onRetry={() => void notes.refetch()} />;
  }
  return (
    <section className={styles.section}>
      {notes.data?.length === 0 ? <p className={styles.soft}>{t("notes.none")}</p> : null}
      <ul className={styles.list}>
        {notes.data?.map((note) => (
          <li key={note.id} className={styles.words}>
            {note.text}
            <small>{[note.author?.name, formatMoment(note.at)].filter(Boolean).join(" · ")}</small>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className={styles.form}>
        <Textarea
          aria-label={t("notes.label")}
          placeholder={t("notes.placeholder")}
          autosize
          minRows={2}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {add.error ? <Banner tone="danger">{failureText(add.error)}</Banner> : null}
        <Button
          type="submit"
          size="compact-sm"
          disabled={text.trim() === ""}
          loading={add.isPending}
        >
          {t("notes.add")}
        </Button>
      </form>
    </section>
  );
}
