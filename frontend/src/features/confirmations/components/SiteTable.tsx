import { Checkbox, NumberInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { confirmationKeys, listSites, setConfirmationGate } from "@/api/confirmations";
import type { SiteDetail } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { Banner } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";

/** The practice's sites, and which of them confirm their studies before anybody reads them. */
export function SiteTable() {
  const { t } = useTranslation("confirmations");
  const mayChange = useCan("sites.manage");
  const sites = useQuery({ queryKey: confirmationKeys.sites, queryFn: listSites });
  return (
    <PlainTable
      title={t("sites.title")}
      explanation={t("sites.explanation")}
      empty={t("sites.empty")}
      rows={sites.data?.results}
      error={sites.error}
      onRetry={() => void sites.refetch()}
      columns={[
        { heading: t("sites.site"), cell: (site) => site.name },
        { heading: t("sites.zone"), cell: (site) => site.time_zone },
        {
          heading: t("sites.quiet"),
          cell: (site) => t("sites.seconds", { count: site.quiet_seconds }),
        },
        { heading: t("sites.confirms"), cell: (site) => <GateMark site={site} /> },
        { heading: "", cell: (site) => (mayChange ? <GateDialog site={site} /> : null) },
      ]}
    />
  );
}

function GateMark({ site }: { site: SiteDetail }) {
  const { t } = useTranslation("confirmations");
  return site.confirms_studies ? (
    <Tag tone="accent" shape="●">
      {t("sites.on", { count: site.confirm_within_minutes })}
    </Tag>
  ) : (
    <Tag shape="○">{t("sites.off")}</Tag>
  );
}

function GateDialog({ site }: { site: SiteDetail }) {
  const { t } = useTranslation("confirmations");
  const client = useQueryClient();
  const [asked, setAsked] = useState(site.confirms_studies);
  const [minutes, setMinutes] = useState<number | string>(site.confirm_within_minutes);

  async function save(): Promise<void> {
    const gate = { confirms_studies: asked, confirm_within_minutes: Number(minutes) };
    await setConfirmationGate(site.id, gate);
    await client.invalidateQueries({ queryKey: confirmationKeys.sites });
    await client.invalidateQueries({ queryKey: confirmationKeys.all });
  }

  return (
    <FormDialog
      action={t("sites.change")}
      label={t("sites.changeOf", { site: site.name })}
      title={t("sites.changeOf", { site: site.name })}
      submit={t("sites.save")}
      ready={typeof minutes === "number"}
      onOpen={() => {
        setAsked(site.confirms_studies);
        setMinutes(site.confirm_within_minutes);
      }}
      run={save}
    >
      <Checkbox
        label={t("sites.ask")}
        description={t("sites.askHint")}
        checked={asked}
        onChange={(event) => setAsked(event.currentTarget.checked)}
      />
      <NumberInput
        label={t("sites.within")}
        description={t("sites.withinHint")}
        min={1}
        max={1440}
        allowDecimal={false}
        value={minutes}
        onChange={setMinutes}
      />
      {site.confirms_studies && !asked ? (
        <Banner tone="warning">{t("sites.releases")}</Banner>
      ) : null}
    </FormDialog>
  );
}
