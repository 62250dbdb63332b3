import { Button, Chip, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Banner, useFailureText } from "@/ui/feedback";
import type { usePriorStatus } from "../hooks/usePriorStatus";

const MODALITIES = ["CT", "MR", "CR", "DX", "US", "MG", "NM", "PT"];

/** Asks the site's technologists to send what they have; the words are optional. */
export function PriorRequestDialog({
  opened,
  modalities,
  ask,
  onClose,
}: {
  opened: boolean;
  modalities: readonly string[];
  ask: ReturnType<typeof usePriorStatus>["ask"];
  onClose: () => void;
}) {
  const { t } = useTranslation(["reading", "common"]);
  const failureText = useFailureText();
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState<string[]>([...modalities]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    ask.mutate(
      { text: text.trim(), modalities: wanted },
      {
        onSuccess: () => {
          notifications.show({ color: "teal", message: t("priorRequest.sent") });
          setText("");
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t("priorRequest.title")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t("priorRequest.explanation")}</Text>
          <Chip.Group multiple value={wanted} onChange={setWanted}>
            <Group gap={4} role="group" aria-label={t("priorRequest.modalities")}>
              {MODALITIES.map((modality) => (
                <Chip key={modality} value={modality} size="xs" radius="sm">
                  {modality}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Textarea
            label={t("priorRequest.text")}
            placeholder={t("priorRequest.placeholder")}
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {ask.error ? <Banner tone="danger">{failureText(ask.error)}</Banner> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" loading={ask.isPending}>
              {t("priorRequest.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
