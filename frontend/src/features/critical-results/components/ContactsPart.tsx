import { Group, SegmentedControl, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { criticalPolicyKeys, listContactLadders, listSiteContacts } from "@/api/criticalPolicy";
import { useSession } from "@/lib/currentSession";
import page from "@/ui/page.module.css";
import { ContactTable } from "./ContactTable";
import { ContactWeekView } from "./ContactWeekView";
import { LadderTable } from "./LadderTable";

const CATEGORIES = [1, 2, 3] as const;

/** Of one site: who is called at which hour, its contacts, its ladders, and what catches the rest. */
export function ContactsPart({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("criticalResults");
  const client = useQueryClient();
  const { sites } = useSession();
  const [site, setSite] = useState(sites[0]?.id ?? "");
  const [category, setCategory] = useState(1);
  const contacts = useQuery({
    queryKey: criticalPolicyKeys.contacts(site),
    queryFn: () => listSiteContacts(site),
    enabled: site !== "",
  });
  const ladders = useQuery({ queryKey: criticalPolicyKeys.ladders, queryFn: listContactLadders });
  const refresh = () => client.invalidateQueries({ queryKey: criticalPolicyKeys.all });
  const name = sites.find(({ id }) => id === site)?.name ?? "";
  if (sites.length === 0) return <p>{t("contact.noSites")}</p>;
  return (
    <>
      <p className={page.explanation}>{t("contact.explanation")}</p>
      <Group mb="md" align="flex-end">
        <Select
          size="xs"
          w={260}
          label={t("site")}
          data={sites.map((one) => ({ value: one.id, label: one.name }))}
          value={site}
          onChange={(chosen) => setSite(chosen ?? site)}
          allowDeselect={false}
          searchable
        />
        <SegmentedControl
          size="xs"
          aria-label={t("policy.number")}
          data={CATEGORIES.map((number) => ({
            value: String(number),
            label: t("category", { number }),
          }))}
          value={String(category)}
          onChange={(value) => setCategory(Number(value))}
        />
      </Group>
      <ContactWeekView site={site} category={category} ladders={ladders.data ?? []} />
      <ContactTable
        key={site}
        site={site}
        name={name}
        contacts={contacts}
        mayManage={mayManage}
        refresh={refresh}
      />
      <LadderTable
        title={t("ladder.ofSite", { site: name })}
        explanation={t("ladder.explanation")}
        empty={t("ladder.none")}
        site={site}
        ladders={ladders}
        contacts={contacts.data ?? []}
        mayManage={mayManage}
        refresh={refresh}
      />
      <LadderTable
        title={t("ladder.fallback")}
        explanation={t("ladder.fallbackHint")}
        empty=""
        site={null}
        ladders={ladders}
        contacts={[]}
        mayManage={mayManage}
        refresh={refresh}
      />
    </>
  );
}
