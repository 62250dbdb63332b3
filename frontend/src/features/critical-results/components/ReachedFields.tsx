import { Group, NativeSelect, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FindingContact } from "@/api/criticalFindings";
import type { useReached } from "../hooks/useReached";
import { CHANNELS } from "../model/actions";

/** Which contact was called, by which means, under which number. */
export function ReachedFields({
  contacts,
  of: { reaching, choose, change },
}: {
  contacts: readonly FindingContact[];
  of: ReturnType<typeof useReached>;
}) {
  const { t } = useTranslation("criticalResults");
  return (
    <>
      {contacts.length > 0 ? (
        <NativeSelect
          label={t("contactCalled")}
          data={[
            ...contacts.map(({ id, name, role }) => ({
              value: id,
              label: role ? `${name} (${role})` : name,
            })),
            { value: "", label: t("somebodyElse") },
          ]}
          value={reaching.contact}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      ) : null}
      <Group grow align="flex-start">
        <TextInput
          label={t("role")}
          value={reaching.role}
          onChange={(event) => change({ role: event.currentTarget.value })}
        />
        <TextInput
          label={t("address")}
          value={reaching.address}
          onChange={(event) => change({ address: event.currentTarget.value })}
        />
      </Group>
      <Select
        label={t("channel")}
        data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        value={reaching.channel}
        onChange={(value) => change({ channel: CHANNELS.find((one) => one === value) ?? "phone" })}
        allowDeselect={false}
      />
    </>
  );
}
