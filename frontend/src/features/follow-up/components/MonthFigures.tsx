import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { followUpKeys, followUpMonthCsvUrl, getFollowUpMonth } from "@/api/followUps";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import styles from "./followUp.module.css";

const NUMBERS = [
  "recommended",
  "within",
  "early",
  "late",
  "overdue",
  "pending",
  "declined",
  "not_needed",
  "with_modality",
  "with_interval",
] as const;

/** What became of what a month's reports recommended. */
export function MonthFigures() {
  const { t } = useTranslation("followUp");
  const [month, setMonth] = useState(() => new Date().toISOString().slice(0, 7));
  const found = useQuery({
    queryKey: followUpKeys.month(month),
    queryFn: () => getFollowUpMonth(month),
    enabled: /^\d{4}-\d{2}$/.test(month),
  });
  return (
    <section className={styles.figures} aria-label={t("figures.title")}>
      <h2>{t("figures.title")}</h2>
      <p className={page.explanation}>{t("figures.explanation")}</p>
      <TextInput
        type="month"
        size="xs"
        w="12rem"
        mb="sm"
        aria-label={t("figures.month")}
        value={month}
        onChange={(event) => setMonth(event.currentTarget.value)}
      />
      {found.error ? <FailureState error={found.error} /> : null}
      {found.data?.rows[0]?.recommended ? (
        <div className={page.scroll}>
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{t("figures.of")}</th>
                <th scope="col" className={styles.number}>
                  {t("figures.share_done")}
                </th>
                {NUMBERS.map((name) => (
                  <th key={name} scope="col" className={styles.number}>
                    {t(`figures.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.data.rows.map((row) => (
                <tr key={`${row.grouped_by}-${row.key}`}>
                  <th scope="row">
                    {row.grouped_by === "all" ? t("figures.all") : row.name || t("figures.unsaid")}
                    {row.grouped_by === "all" ? "" : ` (${t(`figures.by.${row.grouped_by}`)})`}
                  </th>
                  <td className={styles.number}>
                    {row.share_done === null ? "–" : `${Math.round(row.share_done * 100)} %`}
                  </td>
                  {NUMBERS.map((name) => (
                    <td key={name} className={styles.number}>
                      {row[name]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p>{t("figures.none")}</p>
      )}
      <p>
        <a href={followUpMonthCsvUrl(month)}>{t("figures.csv")}</a>
      </p>
    </section>
  );
}
