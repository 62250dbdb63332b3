import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { discardQuarantined, operationsKeys, releaseQuarantined } from "@/api/operations";
import type { QuarantineItem } from "@/api/types";
import { Banner, useFailureText } from "@/ui/feedback";

type Decision = "release" | "discard";

const DECIDE = { release: releaseQuarantined, discard: discardQuarantined };

/** Files a quarantined object after all, or gives it up; asks once before either. */
export function QuarantineDecision({ item }: { item: QuarantineItem }) {
  const { t } = useTranslation("operations");
  const client = useQueryClient();
  const failureText = useFailureText();
  const [asked, setAsked] = useState<Decision | null>(null);
  const decision = useMutation({
    mutationFn: (chosen: Decision) => DECIDE[chosen](item.id),
    onSuccess: () => setAsked(null),
    onSettled: () => client.invalidateQueries({ queryKey: operationsKeys.quarantine }),
  });

  function ask(chosen: Decision): void {
    decision.reset();
    setAsked(chosen);
  }

  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Button size="compact-xs" variant="default" onClick={() => ask("release")}>
          {t("quarantine.release")}
        </Button>
        <Button size="compact-xs" variant="default" color="red" onClick={() => ask("discard")}>
          {t("quarantine.discard")}
        </Button>
      </Group>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked ? t(`quarantine.${asked}Title`) : ""}
      >
        <Stack gap="sm">
          <Text size="sm">{asked ? t(`quarantine.${asked}Hint`) : ""}</Text>
          {decision.error ? <Banner tone="danger">{failureText(decision.error)}</Banner> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(null)}>
              {t("cancel", { ns: "common" })}
            </Button>
            <Button
              color={asked === "discard" ? "red" : undefined}
              loading={decision.isPending}
              onClick={() => asked && decision.mutate(asked)}
            >
              {asked ? t(`quarantine.${asked}`) : ""}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
