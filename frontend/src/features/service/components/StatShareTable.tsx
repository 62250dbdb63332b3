import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listStatShares, serviceKeys } from "@/api/service";
import { PlainTable } from "@/ui/PlainTable";
import { endOfToday, startOfDaysAgo } from "../model/periods";
import styles from "./service.module.css";

const SPANS = [7, 30, 90] as const;

/** How much of what each site sends is STAT; the bar repeats the number. */
export function StatShareTable() {
  const { t } = useTranslation("service");
  const [days, setDays] = useState(30);
  const shares = useQuery({
    queryKey: serviceKeys.statShares(days),
    queryFn: () => listStatShares(startOfDaysAgo(days), endOfToday()),
  });
  const percent = (part: number, whole: number) =>
    whole === 0 ? t("stat.nothing") : `${((100 * part) / whole).toFixed(1)} %`;
  return (
    <>
      <Select
        size="xs"
        mb="sm"
        w={140}
        label={t("stat.days")}
        data={SPANS.map((span) => ({
          value: String(span),
          label: t("breaches.daysCount", { count: span }),
        }))}
        value={String(days)}
        onChange={(value) => setDays(Number(value ?? 30))}
        allowDeselect={false}
      />
      <PlainTable
        title={t("stat.title")}
        explanation={t("stat.explanation")}
        empty={t("stat.empty")}
        rows={shares.data?.map((row) => ({ ...row, id: row.site.id }))}
        error={shares.error}
        onRetry={() => void shares.refetch()}
        columns={[
          { heading: t("stat.site"), cell: ({ site }) => site.name },
          { heading: t("stat.studies"), cell: ({ studies }) => studies },
          { heading: t("stat.stat"), cell: ({ stat }) => stat },
          {
            heading: t("stat.share"),
            cell: ({ stat, studies }) => (
              <span className={styles.share}>
                <span
                  className={styles.bar}
                  style={{ width: `${studies === 0 ? 0 : (6 * stat) / studies}rem` }}
                  aria-hidden
                />
                {percent(stat, studies)}
              </span>
            ),
          },
          {
            heading: t("stat.attested"),
            cell: ({ attested, stat }) => percent(attested, stat),
          },
        ]}
      />
    </>
  );
}
