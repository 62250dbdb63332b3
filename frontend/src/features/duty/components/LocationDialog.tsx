import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { dutyKeys, searchJurisdictions } from "@/api/duty";

/** Asks in which jurisdiction the reader sits now. */
export function LocationDialog({
  opened,
  present,
  isPending,
  onClose,
  onChoose,
}: {
  opened: boolean;
  present: string | null;
  isPending: boolean;
  onClose: () => void;
  onChoose: (place: string) => void;
}) {
  const { t } = useTranslation(["duty", "common"]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [searched] = useDebouncedValue(typed, 200);
  const places = useQuery({
    queryKey: [...dutyKeys.jurisdictions, "search", searched],
    queryFn: () => searchJurisdictions(searched),
    enabled: opened,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const place = chosen ?? present;
  const options = (places.data ?? []).map(({ code, name }) => ({ value: code, label: name }));

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
            data={options}
            filter={({ options: found }) => found}
            searchValue={typed}
            onSearchChange={setTyped}
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
