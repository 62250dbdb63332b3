import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { raiseCriticalFinding } from "@/api/criticalFindings";
import { useCan } from "@/lib/currentSession";
import { isTyping } from "@/lib/keyboard";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, useFailureText } from "@/ui/feedback";
import { useFindings } from "../hooks/useFindings";
import { FindingPanel } from "./FindingPanel";

/** In the reading room: `!` and a digit mark the study's finding critical; then, whom to call. */
export function CriticalMark({ taskId }: { taskId: string }) {
  const { t } = useTranslation("criticalResults");
  const failureText = useFailureText();
  const mayRaise = useCan("critical.raise");
  const [shown, setShown] = useState(false);
  const [raised, setRaised] = useState<string | null>(null);
  const [description, setDescription] = useState("");
  const [handOver, setHandOver] = useState(false);
  const { findings, refetch } = useFindings({ reading_task: taskId }, useCan("critical.view"));
  const raising = useMutation({
    mutationFn: (category: number) =>
      raiseCriticalFinding({
        reading_task: taskId,
        category,
        description,
        hand_over: handOver,
      }),
    onSuccess: ({ id }) => {
      setRaised(id);
      setDescription("");
      refetch();
    },
  });

  function open(): void {
    raising.reset();
    setRaised(null);
    setShown(true);
  }

  function chooseByKey(event: KeyboardEvent): void {
    if (raised !== null || raising.isPending || isTyping(event.target)) return;
    if (["1", "2", "3"].includes(event.key)) {
      event.preventDefault();
      raising.mutate(Number(event.key));
    }
  }

  useHotkeys({ "!": open }, mayRaise);
  const known = findings.data?.results.filter(({ state }) => state !== "canceled") ?? [];
  if (!mayRaise) return null;

  return (
    <>
      <Button
        size="compact-xs"
        color="red"
        variant={known.length ? "filled" : "outline"}
        onClick={open}
      >
        {known.length ? t("marked", { count: known.length }) : t("mark")}
      </Button>
      <Modal
        opened={shown}
        onClose={() => setShown(false)}
        size="lg"
        title={t("raise")}
        onKeyDown={chooseByKey}
      >
        {raised !== null ? (
          <FindingPanel id={raised} />
        ) : (
          <Stack gap="sm">
            <p>{t("raiseHint")}</p>
            <Group>
              {[1, 2, 3].map((number) => (
                <Button
                  key={number}
                  data-autofocus={number === 1 ? true : undefined}
                  color={number === 1 ? "red" : "gray"}
                  loading={raising.isPending}
                  onClick={() => raising.mutate(number)}
                >
                  {number} · {t(`span.${number}`, { defaultValue: "" })}
                </Button>
              ))}
            </Group>
            <TextInput
              label={t("finding")}
              maxLength={500}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
            <Checkbox
              label={t("handOverNow")}
              checked={handOver}
              onChange={(event) => setHandOver(event.currentTarget.checked)}
            />
            {raising.error ? <Banner tone="danger">{failureText(raising.error)}</Banner> : null}
            {known.map(({ id }) => (
              <FindingPanel key={id} id={id} />
            ))}
          </Stack>
        )}
      </Modal>
    </>
  );
}
