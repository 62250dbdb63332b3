import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { Banner, useFailureText } from "@/ui/feedback";
import type { useEmergencyAccess } from "../hooks/useEmergencyAccess";

/** Opens all of a patient's earlier studies for a while, for a reason that others will read. */
export function BreakGlassDialog({
  opened,
  patient,
  open,
  onClose,
}: {
  opened: boolean;
  patient: string;
  open: ReturnType<typeof useEmergencyAccess>;
  onClose: () => void;
}) {
  const { t } = useTranslation(["reading", "common"]);
  const failureText = useFailureText();
  const [reason, setReason] = useState("");
  const [understood, setUnderstood] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    open.mutate(reason.trim(), {
      onSuccess: ({ until }) => {
        const moment = formatMoment(until);
        notifications.show({ color: "yellow", message: t("breakGlass.openUntil", { moment }) });
        setReason("");
        setUnderstood(false);
        onClose();
      },
    });
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t("breakGlass.title")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {displayName(patient)}
          </Text>
          <Banner tone="warning">{t("breakGlass.explanation")}</Banner>
          <Textarea
            label={t("breakGlass.reason")}
            placeholder={t("breakGlass.placeholder")}
            required
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Checkbox
            label={t("breakGlass.understood")}
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
          {open.error ? <Banner tone="danger">{failureText(open.error)}</Banner> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button
              type="submit"
              color="red"
              disabled={reason.trim() === "" || !understood}
              loading={open.isPending}
            >
              {t("breakGlass.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
