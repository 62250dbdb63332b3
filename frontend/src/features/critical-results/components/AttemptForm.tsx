import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CriticalFindingDetail, logAttempt } from "@/api/criticalFindings";
import { leavesDialog, pressShortcut } from "@/ui/dialogKeys";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import { useReached } from "../hooks/useReached";
import { ATTEMPT_OUTCOMES } from "../model/actions";
import { ReachedFields } from "./ReachedFields";

/** Nobody was reached: one digit says what happened and keeps it on record. */
export function AttemptForm({
  finding,
  run,
}: {
  finding: CriticalFindingDetail;
  run: (change: Promise<CriticalFindingDetail>) => Promise<void>;
}) {
  const { t } = useTranslation("criticalResults");
  const failureText = useFailureText();
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState("");
  const reached = useReached(finding);
  const logging = useMutation({
    mutationFn: (outcome: (typeof ATTEMPT_OUTCOMES)[number]) =>
      run(logAttempt(finding.id, { ...reached.reached, person: "", outcome, note })),
    onSuccess: () => setOpened(false),
  });

  function open(): void {
    logging.reset();
    reached.begin();
    setNote("");
    setOpened(true);
  }

  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-keyshortcuts="a"
        rightSection={<KeyHint silent>a</KeyHint>}
        onClick={open}
      >
        {t("attempt")}
      </Button>
      <Modal
        closeOnEscape={false}
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("attemptTitle")}
        onKeyDown={(event) => {
          if (leavesDialog(event)) setOpened(false);
          else pressShortcut(event);
        }}
      >
        <Stack gap="sm">
          <Group gap="xs">
            {ATTEMPT_OUTCOMES.map((outcome, place) => (
              <Button
                key={outcome}
                size="sm"
                variant="default"
                data-autofocus={place === 0 || undefined}
                aria-keyshortcuts={String(place + 1)}
                leftSection={<KeyHint silent>{place + 1}</KeyHint>}
                loading={logging.isPending && logging.variables === outcome}
                disabled={logging.isPending}
                onClick={() => logging.mutate(outcome)}
              >
                {t(`outcomes.${outcome}`)}
              </Button>
            ))}
          </Group>
          {logging.error ? <Banner tone="danger">{failureText(logging.error)}</Banner> : null}
          <ReachedFields contacts={finding.contacts} of={reached} />
          <TextInput
            label={t("note")}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Stack>
      </Modal>
    </>
  );
}
