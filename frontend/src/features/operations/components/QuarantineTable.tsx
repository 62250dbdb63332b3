import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listQuarantine, operationsKeys } from "@/api/operations";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { PlainTable } from "@/ui/PlainTable";
import { QuarantineDecision } from "./QuarantineDecision";

export function QuarantineTable() {
  const { t } = useTranslation("operations");
  const mayDecide = useCan("intake.manage");
  const items = useQuery({ queryKey: operationsKeys.quarantine, queryFn: listQuarantine });
  return (
    <PlainTable
      title={t("quarantine.title")}
      explanation={t("quarantine.explanation")}
      empty={t("quarantine.empty")}
      rows={items.data?.results}
      error={items.error}
      onRetry={() => void items.refetch()}
      columns={[
        { heading: t("quarantine.since"), cell: (item) => formatMoment(item.created_at) },
        { heading: t("quarantine.site"), cell: (item) => item.site.name },
        { heading: t("quarantine.reason"), cell: (item) => item.reason.replaceAll("_", " ") },
        { heading: t("quarantine.detail"), cell: (item) => item.detail },
        {
          heading: "",
          cell: (item) => (mayDecide ? <QuarantineDecision item={item} /> : null),
        },
      ]}
    />
  );
}
