import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CredentialExpiry, listExpiries, staffingKeys } from "@/api/staffing";
import { formatMoment } from "@/lib/dates";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { byWarning, WARNINGS } from "../model/expiries";
import styles from "./staffing.module.css";

/** What ends soon, the nearest first, in the steps at which warnings are given. */
export function ExpiryList({ onReader }: { onReader: (id: string) => void }) {
  const { t } = useTranslation(["staffing", "common"]);
  const [days, setDays] = useState(90);
  const expiries = useQuery({
    queryKey: staffingKeys.expiries(days),
    queryFn: () => listExpiries(days),
  });
  return (
    <section className={page.section}>
      <h2>{t("expiries.title")}</h2>
      <p className={page.explanation}>{t("expiries.explanation")}</p>
      <SegmentedControl
        size="xs"
        aria-label={t("expiries.within")}
        data={[...WARNINGS].reverse().map((count) => ({
          value: String(count),
          label: t("expiries.days", { count }),
        }))}
        value={String(days)}
        onChange={(value) => setDays(Number(value))}
      />
      {expiries.error ? (
        <FailureState error={expiries.error} onRetry={() => void expiries.refetch()} />
      ) : !expiries.data ? (
        <p>{t("common:loading")}</p>
      ) : expiries.data.length === 0 ? (
        <p>{t("expiries.empty", { days })}</p>
      ) : (
        byWarning(expiries.data).map(({ warning, expiries: rows }) => (
          <section key={warning} className={styles.warningGroup}>
            <h3>{t(`expiries.group_${warning}`)}</h3>
            <ExpiryRows rows={rows} onReader={onReader} />
          </section>
        ))
      )}
    </section>
  );
}

function ExpiryRows({
  rows,
  onReader,
}: {
  rows: readonly CredentialExpiry[];
  onReader: (id: string) => void;
}) {
  const { t } = useTranslation("staffing");
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t("expiries.reader")}</th>
            <th scope="col">{t("expiries.credential")}</th>
            <th scope="col">{t("expiries.ends")}</th>
            <th scope="col">{t("expiries.left")}</th>
            <th scope="col">{t("expiries.shifts")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.credential_id}>
              <td>
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => onReader(row.reader.id)}
                >
                  {row.reader.name}
                </button>
              </td>
              <td>
                {row.kind === "licence"
                  ? t("expiries.licence", { jurisdiction: row.jurisdiction ?? "" })
                  : t("expiries.privilege", { site: row.site?.name ?? "" })}
              </td>
              <td>{formatMoment(row.ends_at)}</td>
              <td>
                {row.days_left <= 0
                  ? t("expiries.today")
                  : t("credential.daysLeft", { count: row.days_left })}
              </td>
              <td>
                {row.shifts_after > 0 ? (
                  <Tag tone="stat" shape="⚠">
                    {t("expiries.shiftsAfter", { count: row.shifts_after })}
                  </Tag>
                ) : row.recurs_after ? null : (
                  t("expiries.none")
                )}{" "}
                {row.recurs_after ? (
                  <Tag tone="urgent" shape="↻">
                    {t("expiries.recurs")}
                  </Tag>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
