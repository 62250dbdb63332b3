import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getMargin } from "@/api/billing";
import { PlainTable } from "@/ui/PlainTable";
import { useBilling, usePeriods } from "../hooks/useBilling";
import { periodName } from "../model/periods";
import { Amount } from "./Amount";

/** What is left of each site's fees when its readers are paid. */
export function Margin() {
  const { t } = useTranslation("billing");
  const periods = usePeriods().data ?? [];
  const [chosen, setChosen] = useState("");
  const period = chosen || periods[0]?.id || "";
  const found = useBilling("margin", () => getMargin(period), { period }, period !== "");
  const rows =
    period === "" ? [] : found.data?.map((row) => ({ ...row, id: `${row.site}${row.currency}` }));
  return (
    <>
      <NativeSelect
        label={t("periods.period")}
        maw={320}
        mb="md"
        value={period}
        data={periods.map((one) => ({ value: one.id, label: periodName(one) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <PlainTable
        title={t("margin.title")}
        explanation={t("margin.explanation")}
        empty={t("margin.none")}
        rows={rows}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("axis.site"), cell: (row) => row.site_name },
          { heading: t("margin.reads"), cell: (row) => row.reads },
          {
            heading: t("margin.fees"),
            isAmount: true,
            cell: (row) => <Amount amount={row.fees} currency={row.currency} />,
          },
          {
            heading: t("margin.credits"),
            isAmount: true,
            cell: (row) => <Amount amount={row.credits} currency={row.currency} />,
          },
          {
            heading: t("margin.payouts"),
            isAmount: true,
            cell: (row) => <Amount amount={row.payouts} currency={row.currency} />,
          },
          {
            heading: t("margin.margin"),
            isAmount: true,
            cell: (row) => <Amount amount={row.margin} currency={row.currency} />,
          },
        ]}
      />
    </>
  );
}
