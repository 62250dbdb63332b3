import { Checkbox, Select, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { criticalPolicyKeys, listSiteContacts } from "@/api/criticalPolicy";
import { chooseReminderContacts, followUpKeys, listReminderContacts } from "@/api/followUps";
import { useSession } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { FailureState } from "@/ui/feedback";

/** Which of a site's contacts get a mail about its follow-ups. */
export function ReminderRecipients() {
  const { t } = useTranslation("followUp");
  const client = useQueryClient();
  const { sites } = useSession();
  const [opened, setOpened] = useState(false);
  const [site, setSite] = useState(sites[0]?.id ?? "");
  // What was ticked here, by site; until then it is as it is kept.
  const [ticked, setTicked] = useState<Record<string, readonly string[]>>({});
  const contacts = useQuery({
    queryKey: criticalPolicyKeys.contacts(site),
    queryFn: () => listSiteContacts(site),
    enabled: opened && site !== "",
  });
  const kept = useQuery({
    queryKey: followUpKeys.reminderContacts(site),
    queryFn: () => listReminderContacts(site),
    enabled: opened && site !== "",
  });
  const chosen = ticked[site] ?? kept.data?.map(({ id }) => id) ?? [];
  const mailable = contacts.data?.filter(({ active, email }) => active && email !== "");
  const failed = contacts.error ?? kept.error;
  if (sites.length === 0) return null;
  return (
    <FormDialog
      action={t("recipients.action")}
      title={t("recipients.title")}
      submit={t("recipients.submit")}
      ready={mailable !== undefined && kept.data !== undefined}
      onOpen={() => {
        setOpened(true);
        setTicked({});
      }}
      run={async () => {
        const known = new Set(mailable?.map(({ id }) => id));
        await chooseReminderContacts(
          site,
          chosen.filter((id) => known.has(id)),
        );
        await client.invalidateQueries({ queryKey: followUpKeys.reminderContacts(site) });
      }}
    >
      <Text size="sm">{t("recipients.explanation")}</Text>
      <Select
        label={t("site")}
        data={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={site}
        onChange={(value) => setSite(value ?? site)}
        allowDeselect={false}
        searchable
      />
      {failed ? <FailureState error={failed} onRetry={() => void contacts.refetch()} /> : null}
      {mailable?.length === 0 ? <Text size="sm">{t("recipients.none")}</Text> : null}
      {mailable?.map(({ id, name, role, email }) => (
        <Checkbox
          key={id}
          label={[name, role].filter(Boolean).join(", ")}
          description={email}
          checked={chosen.includes(id)}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            setTicked((known) => ({
              ...known,
              [site]: checked ? [...chosen, id] : chosen.filter((one) => one !== id),
            }));
          }}
        />
      ))}
    </FormDialog>
  );
}
