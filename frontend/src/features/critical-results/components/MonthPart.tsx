import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CriticalMonthRow,
  criticalMonthCsv,
  criticalPolicyKeys,
  getCriticalMonth,
} from "@/api/criticalPolicy";
import { wholeSpan } from "@/lib/timeLeft";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { monthBefore, monthFrom, monthName, rowsOf, shareText } from "../model/months";
import styles from "./critical.module.css";

const GROUPS = ["category", "site", "reader"] as const;
const COUNTS = ["raised", "within", "late", "overdue", "pending", "canceled"] as const;

/** How many critical findings of a month were told in time, and the same as a file for a spreadsheet. */
export function MonthPart() {
  const { t } = useTranslation(["criticalResults", "common"]);
  const [month, setMonth] = useState(() => monthBefore(0));
  const name = monthName(month);
  const figures = useQuery({
    queryKey: criticalPolicyKeys.month(month),
    queryFn: () => getCriticalMonth(month),
    enabled: name !== "",
  });
  const rows = figures.data?.rows ?? [];
  const [all] = rowsOf(rows, "all");
  return (
    <>
      <p className={page.explanation}>{t("month.explanation")}</p>
      <Group gap="xs" mb="md" align="flex-end">
        <Button
          size="xs"
          variant="default"
          aria-label={t("month.earlier")}
          disabled={name === ""}
          onClick={() => setMonth(monthFrom(month, -1))}
        >
          ◀
        </Button>
        <TextInput
          type="month"
          size="xs"
          label={t("month.month")}
          max={monthBefore(0)}
          value={month}
          onChange={(event) => setMonth(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          aria-label={t("month.later")}
          disabled={name === "" || month >= monthBefore(0)}
          onClick={() => setMonth(monthFrom(month, 1))}
        >
          ▶
        </Button>
        {all && all.raised + all.canceled > 0 ? (
          <Button
            size="xs"
            variant="default"
            component="a"
            href={criticalMonthCsv(month)}
            download={`critical-${month}.csv`}
          >
            {t("month.csv")}
          </Button>
        ) : null}
      </Group>
      {name === "" ? (
        <p>{t("month.choose")}</p>
      ) : figures.error ? (
        <FailureState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : !figures.data ? (
        <p role="status">{t("common:loading")}</p>
      ) : !all || all.raised + all.canceled === 0 ? (
        <p>{t("month.empty", { month: name })}</p>
      ) : (
        <>
          <p className={styles.found}>
            {all.share_within === null
              ? t("month.noneDecided", { month: name })
              : t("month.summary", {
                  month: name,
                  share: shareText(all.share_within),
                  within: all.within,
                  count: all.within + all.late + all.overdue,
                })}
          </p>
          {GROUPS.map((group) => (
            <MonthTable key={group} title={t(`month.by.${group}`)} rows={rowsOf(rows, group)} />
          ))}
          <p className={page.explanation}>{t("month.legend")}</p>
        </>
      )}
    </>
  );
}

function MonthTable({ title, rows }: { title: string; rows: readonly CriticalMonthRow[] }) {
  const { t } = useTranslation("criticalResults");
  return (
    <section className={page.section}>
      <h2>{title}</h2>
      <div className={page.scroll}>
        <table className={`${page.table} ${styles.figures}`} aria-label={title}>
          <thead>
            <tr>
              <th scope="col" aria-label={title} />
              <th scope="col">{t("month.share")}</th>
              {COUNTS.map((count) => (
                <th key={count} scope="col">
                  {t(`month.${count}`)}
                </th>
              ))}
              <th scope="col">{t("month.median")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.grouped_by === "category" ? t("category", { number: row.name }) : row.name}
                </th>
                <td>
                  <strong>{shareText(row.share_within)}</strong>
                </td>
                {COUNTS.map((count) => (
                  <td
                    key={count}
                    className={
                      row[count] > 0 && (count === "late" || count === "overdue")
                        ? styles.missed
                        : undefined
                    }
                  >
                    {row[count]}
                  </td>
                ))}
                <td>
                  {row.median_minutes === null ? "–" : wholeSpan(Math.round(row.median_minutes))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
