import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Jurisdiction } from "@/api/duty";

/** Asks in which jurisdiction the reader sits now. */
export function LocationDialog({
  opened,
  present,
  places,
  isPending,
  onClose,
  onChoose,
}: {
  opened: boolean;
  present: string | null;
  places: readonly Jurisdiction[];
  isPending: boolean;
  onClose: () => void;
  onChoose: (place: string) => void;
}) {
  const { t } = useTranslation(["duty", "common"]);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = chosen ?? present;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (place) onChoose(place);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t("locationTitle")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t("locationExplanation")}</Text>
          <Select
            label={t("locationField")}
            data={places.map(({ code, name }) => ({ value: code, label: name }))}
            value={place}
            onChange={setChosen}
            searchable
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" disabled={!place} loading={isPending}>
              {t("locationSubmit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
