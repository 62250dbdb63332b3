import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { reroutingKeys } from "@/api/reroutings";
import { publishRules, ruleSetKeys } from "@/api/ruleSets";
import { Banner, useFailureText } from "@/ui/feedback";
import type { RuleChange } from "../model/diff";
import { ChangeList } from "./ChangeList";
import { PublicationEffect } from "./PublicationEffect";

/** Shows once more what changes, asks for a note, and puts the draft in force. */
export function PublishDialog({
  opened,
  onClose,
  changes,
  settle,
  onPublished,
}: {
  opened: boolean;
  onClose: () => void;
  changes: readonly RuleChange[];
  /** Waits until the server has the rules that are on screen. */
  settle: () => Promise<void>;
  onPublished: () => void;
}) {
  const { t } = useTranslation(["rules", "common"]);
  const client = useQueryClient();
  const failureText = useFailureText();
  const [note, setNote] = useState("");
  const publishing = useMutation({
    mutationFn: async () => {
      await settle();
      return publishRules(note.trim());
    },
    onSuccess: async ({ number }) => {
      await client.invalidateQueries({ queryKey: ruleSetKeys.versions });
      void client.invalidateQueries({ queryKey: reroutingKeys.latest });
      notifications.show({ message: t("publish.done", { number }) });
      setNote("");
      onClose();
      onPublished();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    publishing.mutate();
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t("publish.title")} size="xl">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t("publish.hint")}</Text>
          <ChangeList changes={changes} />
          <PublicationEffect />
          <Textarea
            label={t("publish.note")}
            required
            autosize
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          {publishing.error ? <Banner tone="danger">{failureText(publishing.error)}</Banner> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" disabled={note.trim() === ""} loading={publishing.isPending}>
              {t("publish.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
