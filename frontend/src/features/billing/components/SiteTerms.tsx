import { NumberInput, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type SiteContract, setContract } from "@/api/billing";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { useContracts, useRefreshBilling } from "../hooks/useBilling";

/** Where a site's terms differ from the practice's. */
export function SiteTerms({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const found = useContracts();
  const own = t("siteTerms.asPractice");
  return (
    <PlainTable
      title={t("siteTerms.title")}
      explanation={t("siteTerms.explanation")}
      empty={t("siteTerms.none")}
      rows={found.data?.map((row) => ({ ...row, id: row.site }))}
      error={found.error}
      onRetry={() => void found.refetch()}
      columns={[
        { heading: t("axis.site"), cell: (row) => row.site_name },
        { heading: t("siteTerms.billTo"), cell: (row) => row.billing_name || row.site_name },
        { heading: t("rates.currency"), cell: (row) => row.currency || own },
        { heading: t("terms.taxPercent"), cell: (row) => row.tax_percent ?? own },
        { heading: t("terms.paymentDays"), cell: (row) => row.payment_days ?? own },
        { heading: "", cell: (row) => (manages ? <ChangeTerms row={row} /> : null) },
      ]}
    />
  );
}

function ChangeTerms({ row }: { row: SiteContract }) {
  const { t } = useTranslation("billing");
  const refresh = useRefreshBilling();
  const [terms, setTerms] = useState(row);
  const set = (change: Partial<SiteContract>) => setTerms({ ...terms, ...change });
  return (
    <FormDialog
      action={t("siteTerms.change")}
      label={t("siteTerms.changeOf", { site: row.site_name })}
      title={t("siteTerms.changeOf", { site: row.site_name })}
      submit={t("terms.save")}
      onOpen={() => setTerms(row)}
      run={() => {
        const { site, site_name: _, ...rest } = terms;
        return setContract(site, rest).then(refresh);
      }}
    >
      <TextInput
        label={t("siteTerms.billTo")}
        value={terms.billing_name}
        onChange={(event) => set({ billing_name: event.currentTarget.value })}
      />
      <Textarea
        label={t("terms.address")}
        autosize
        value={terms.billing_address}
        onChange={(event) => set({ billing_address: event.currentTarget.value })}
      />
      <TextInput
        label={t("terms.taxNumber")}
        value={terms.tax_number}
        onChange={(event) => set({ tax_number: event.currentTarget.value })}
      />
      <TextInput
        label={t("terms.taxPercent")}
        description={t("siteTerms.emptyHint")}
        inputMode="decimal"
        value={terms.tax_percent ?? ""}
        onChange={(event) => set({ tax_percent: event.currentTarget.value || null })}
      />
      <NumberInput
        label={t("terms.paymentDays")}
        min={0}
        max={365}
        allowDecimal={false}
        value={terms.payment_days ?? ""}
        onChange={(days) => set({ payment_days: days === "" ? null : Number(days) })}
      />
      <TextInput
        label={t("rates.currency")}
        maxLength={3}
        value={terms.currency}
        onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
      />
    </FormDialog>
  );
}
