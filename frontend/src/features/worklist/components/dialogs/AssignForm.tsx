import { Radio, ScrollArea, Stack } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explainReadingTask, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { type ReaderChoice, readerChoices } from "../../model/bulk";
import { DialogForm, type FormProps } from "./DialogForm";
import { ReasonField } from "./ReasonField";

/** Beyond this many the answer would take long and say little more. */
const ASKED_AT_MOST = 20;

/** Which reader, with what each of them may read of the chosen tasks, and why not the rest. */
export function AssignForm({
  tasks,
  onSubmit,
  ...frame
}: FormProps & { tasks: readonly ReadingTask[] }) {
  const { t } = useTranslation("worklist");
  const [reader, setReader] = useState("");
  const [reason, setReason] = useState("");
  const asked = tasks.slice(0, ASKED_AT_MOST);
  const { choices, isPending } = useQueries({
    queries: asked.map(({ id }) => ({
      queryKey: readingTaskKeys.explanation(id),
      queryFn: () => explainReadingTask(id),
      staleTime: 10_000,
    })),
    combine: (answers) => ({
      choices: readerChoices(answers.flatMap(({ data }) => (data ? [data.candidates] : []))),
      isPending: answers.some((answer) => answer.isPending),
    }),
  });
  const able = choices.filter(({ eligible }) => eligible > 0);
  const unable = choices.filter(({ eligible }) => eligible === 0);

  return (
    <DialogForm
      {...frame}
      {...(tasks.length > ASKED_AT_MOST
        ? { explanation: t("dialog.assign.sampled", { count: ASKED_AT_MOST }) }
        : {})}
      submit={t("dialog.assign.submit")}
      ready={reader !== "" && reason.trim() !== ""}
      onSubmit={() => onSubmit({ reader, reason: reason.trim() })}
    >
      <Radio.Group label={t("dialog.assign.reader")} value={reader} onChange={setReader}>
        {isPending ? <p role="status">{t("dialog.assign.loading")}</p> : null}
        {!isPending && able.length === 0 ? <p role="alert">{t("dialog.assign.none")}</p> : null}
        <ScrollArea.Autosize mah="45vh" type="auto" mt={4}>
          <Stack gap={6}>
            {[...able, ...unable].map((choice, place) => (
              <Choice key={choice.id} choice={choice} focused={place === 0} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Radio.Group>
      <ReasonField value={reason} onChange={setReason} />
    </DialogForm>
  );
}

function Choice({ choice, focused }: { choice: ReaderChoice; focused: boolean }) {
  const { t } = useTranslation(["worklist", "engine"]);
  const { eligible, asked, reasons } = choice;
  const may =
    eligible === 0
      ? t("dialog.assign.never")
      : eligible === asked
        ? t("dialog.assign.all", { count: asked })
        : t("dialog.assign.partly", { eligible, asked });
  const state = [
    `${eligible === 0 ? "✕" : "✓"} ${may}`,
    choice.onShift ? t("dialog.assign.onShift") : "",
    t(choice.available ? "dialog.assign.available" : "dialog.assign.away"),
  ];
  const why = reasons.map((code) =>
    t(`engine:exclusion.${code}`, { defaultValue: code.replaceAll("_", " ") }),
  );
  return (
    <Radio
      value={choice.id}
      disabled={eligible === 0}
      label={choice.name}
      description={[state.filter(Boolean).join(" · "), why.join("; ")].filter(Boolean).join(": ")}
      data-autofocus={focused || undefined}
    />
  );
}
