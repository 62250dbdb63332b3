import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { handBackReadingTask, releaseReadingTask } from "@/api/readingTasks";
import { Banner, useFailureText } from "@/ui/feedback";

/** Release, and hand back with a reason. Both lead away from the study. */
export function GiveBack({ taskId, onGiven }: { taskId: string; onGiven: () => void }) {
  const { t } = useTranslation("reading");
  const client = useQueryClient();
  const failureText = useFailureText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");

  function given(): void {
    void client.invalidateQueries({ queryKey: ["reading-tasks"] });
    onGiven();
  }

  const release = useMutation({
    mutationFn: releaseReadingTask,
    onSuccess: given,
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });
  const handBack = useMutation({
    mutationFn: () => handBackReadingTask(taskId, reason.trim()),
    onSuccess: given,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    handBack.mutate();
  }

  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        title={t("releaseHint")}
        loading={release.isPending}
        onClick={() => release.mutate(taskId)}
      >
        {t("release")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t("handBack.action")}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("handBack.title")}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text size="sm">{t("handBack.explanation")}</Text>
            <Textarea
              label={t("handBack.reason")}
              placeholder={t("handBack.placeholder")}
              required
              data-autofocus
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {handBack.error ? <Banner tone="danger">{failureText(handBack.error)}</Banner> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)}>
                {t("cancel", { ns: "common" })}
              </Button>
              <Button type="submit" disabled={reason.trim() === ""} loading={handBack.isPending}>
                {t("handBack.submit")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
