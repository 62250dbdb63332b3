import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { criticalKeys, raiseCriticalFinding } from "@/api/criticalFindings";
import type { ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { isTyping } from "@/lib/keyboard";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { wholeSpan } from "@/lib/timeLeft";
import { useHotkeys } from "@/lib/useHotkeys";
import { isOfDialog, leavesDialog, pressShortcut } from "@/ui/dialogKeys";
import { Banner, useFailureText } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useCriticalPolicy } from "../hooks/useCriticalPolicy";
import { useFindings } from "../hooks/useFindings";
import { wordsOf } from "../model/words";
import styles from "./critical.module.css";
import { FindingPanel } from "./FindingPanel";
import { FoundField } from "./FoundField";

const CATEGORIES = [1, 2, 3] as const;

/** In the reading room: `!` and a digit mark the study's finding critical; then, whom to call. */
export function CriticalMark({ task }: { task: ReadingTask }) {
  const { t } = useTranslation("criticalResults");
  const failureText = useFailureText();
  const client = useQueryClient();
  const mayRaise = useCan("critical.raise");
  const [shown, setShown] = useState(false);
  const [raised, setRaised] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [handOver, setHandOver] = useState(false);
  const { findings, refetch } = useFindings({ reading_task: task.id }, useCan("critical.view"));
  const policy = useCriticalPolicy(shown);
  const named = policy.data?.named ?? [];
  const raising = useMutation({
    mutationFn: (category: number) =>
      raiseCriticalFinding({
        reading_task: task.id,
        category,
        ...wordsOf(typed, named),
        hand_over: handOver,
      }),
    onSuccess: (finding) => {
      // Whom to call is in the answer: nothing is waited for before the telephone.
      client.setQueryData(criticalKeys.one(finding.id), finding);
      setRaised(finding.id);
      setTyped("");
      setHandOver(false);
      refetch();
    },
  });

  function open(): void {
    raising.reset();
    setRaised(null);
    setShown(true);
  }

  function pressed(event: KeyboardEvent): void {
    if (leavesDialog(event)) setShown(false);
    chooseByKey(event);
    pressShortcut(event);
  }

  function chooseByKey(event: KeyboardEvent): void {
    if (!isOfDialog(event) || event.repeat || isTyping(event.target)) return;
    if (raised !== null || raising.isPending) return;
    if (["1", "2", "3"].includes(event.key)) {
      event.preventDefault();
      raising.mutate(Number(event.key));
    }
  }

  useHotkeys({ "!": open }, mayRaise);
  useKeyHelp(
    useMemo(
      () => ({ title: t("title"), keys: mayRaise ? [["!", t("keyHelp")] as const] : [] }),
      [t, mayRaise],
    ),
  );
  const known = findings.data?.results.filter(({ state }) => state !== "canceled") ?? [];
  if (!mayRaise) return null;

  return (
    <>
      <Button
        size="compact-sm"
        color="red"
        variant={known.length ? "filled" : "outline"}
        onClick={open}
      >
        {known.length ? t("marked", { count: known.length }) : t("mark")}
      </Button>
      <Modal
        closeOnEscape={false}
        opened={shown}
        onClose={() => setShown(false)}
        size="lg"
        title={t(raised === null ? "raise" : "raisedTitle")}
        onKeyDown={pressed}
      >
        {raised !== null ? (
          <FindingPanel id={raised} />
        ) : (
          <Stack gap="sm">
            <p className={styles.subject}>
              {displayName(task.patient.name)} · {studyTitle(task.study)}
            </p>
            <FoundField value={typed} onChange={setTyped} named={named} />
            <Checkbox
              label={t("handOverNow")}
              checked={handOver}
              onChange={(event) => setHandOver(event.currentTarget.checked)}
            />
            <p className={styles.hint}>{t("raiseHint")}</p>
            <Group gap="sm" grow align="stretch">
              {CATEGORIES.map((number) => (
                <CategoryButton
                  key={number}
                  number={number}
                  category={policy.data?.categories.find((one) => one.number === number)}
                  isPending={raising.isPending && raising.variables === number}
                  disabled={raising.isPending}
                  onChoose={() => raising.mutate(number)}
                />
              ))}
            </Group>
            {raising.error ? <Banner tone="danger">{failureText(raising.error)}</Banner> : null}
            {findings.error ? <Banner tone="warning">{t("knownFailed")}</Banner> : null}
            {known.length > 0 ? <h3 className={styles.heading}>{t("already")}</h3> : null}
            {known.map(({ id }) => (
              <FindingPanel key={id} id={id} />
            ))}
          </Stack>
        )}
      </Modal>
    </>
  );
}

function CategoryButton({
  number,
  category,
  isPending,
  disabled,
  onChoose,
}: {
  number: (typeof CATEGORIES)[number];
  category: { name: string; minutes: number; read_back_required: boolean } | undefined;
  isPending: boolean;
  disabled: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation("criticalResults");
  const terms = category
    ? [
        t("tellWithin", { span: wholeSpan(category.minutes) }),
        category.read_back_required ? t("withReadBack") : "",
      ]
    : [];
  return (
    <Button
      h="auto"
      py="xs"
      data-autofocus={number === 1 ? true : undefined}
      color={number === 1 ? "red" : "dark"}
      variant={number === 1 ? "filled" : "default"}
      disabled={disabled && !isPending}
      loading={isPending}
      onClick={onChoose}
    >
      <span className={styles.category}>
        <strong>
          {number} · {category?.name ?? t(`span.${number}`)}
        </strong>
        <small>{terms.filter(Boolean).join(", ")}</small>
      </span>
    </Button>
  );
}
