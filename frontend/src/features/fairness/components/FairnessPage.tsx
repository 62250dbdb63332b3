import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { fairnessKeys, getFairness, type ReaderFairness } from "@/api/fairness";
import { useCan } from "@/lib/currentSession";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { decimal } from "../model/figures";
import styles from "./fairness.module.css";
import { ReaderDetails } from "./ReaderDetails";

const SPANS = [7, 14, 28] as const;

/** Facts on who took and left what; a reader sees their own, a manager everyone's. */
export function FairnessPage() {
  const { t } = useTranslation(["fairness", "common"]);
  const seesAll = useCan("fairness.view");
  const [days, setDays] = useState(28);
  const fairness = useQuery({
    queryKey: fairnessKeys.of(days),
    queryFn: () => {
      const to = new Date();
      const from = new Date(to.getTime() - days * 86_400_000);
      return getFairness(from.toISOString(), to.toISOString());
    },
    staleTime: 60_000,
  });
  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <p className={page.explanation}>{seesAll ? t("explanation") : t("ownExplanation")}</p>
      <Select
        size="xs"
        mb="sm"
        w={140}
        label={t("days")}
        data={SPANS.map((span) => ({
          value: String(span),
          label: t("daysCount", { count: span }),
        }))}
        value={String(days)}
        onChange={(value) => setDays(Number(value ?? 28))}
        allowDeselect={false}
      />
      {fairness.error ? (
        <FailureState error={fairness.error} onRetry={() => void fairness.refetch()} />
      ) : !fairness.data ? (
        <p>{t("common:loading")}</p>
      ) : fairness.data.results.length === 0 ? (
        <p>{t("empty")}</p>
      ) : (
        <ReaderRows
          rows={fairness.data.results}
          threshold={fairness.data.share_threshold}
          least={fairness.data.least_cases}
        />
      )}
    </div>
  );
}

function ReaderRows({
  rows,
  threshold,
  least,
}: {
  rows: readonly ReaderFairness[];
  threshold: number;
  least: number;
}) {
  const { t } = useTranslation("fairness");
  const [opened, setOpened] = useState<string | null>(
    rows.length === 1 ? (rows[0]?.reader.id ?? null) : null,
  );
  const headings = [
    t("reader"),
    t("completed"),
    t("work"),
    t("hours"),
    t("pace"),
    t("perCase"),
    t("opened"),
    t("left"),
    t("skipped"),
    t("released"),
  ];
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            <th aria-label={t("show")} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const shown = opened === row.reader.id;
            return (
              <Fragment key={row.reader.id}>
                <tr>
                  <th scope="row">{row.reader.name}</th>
                  <td>{row.completed}</td>
                  <td>{decimal(row.rvu)}</td>
                  <td>{decimal(row.hours_on_shift)}</td>
                  <td>{decimal(row.rvu_per_hour_on_shift)}</td>
                  <td title={t("perCaseHint")}>
                    {t("against", {
                      own: decimal(row.minutes_per_case),
                      around: decimal(row.minutes_per_case_around),
                    })}
                  </td>
                  <td>{row.opened}</td>
                  <td>{row.opened_and_left}</td>
                  <td>{row.skipped}</td>
                  <td
                    title={t("releasedHint", {
                      released: row.released,
                      handedBack: row.handed_back,
                      expired: row.expired,
                    })}
                  >
                    {row.released + row.handed_back + row.expired}
                  </td>
                  <td>
                    <button
                      type="button"
                      className={styles.link}
                      aria-expanded={shown}
                      aria-label={t("detailsOf", { name: row.reader.name })}
                      onClick={() => setOpened(shown ? null : row.reader.id)}
                    >
                      {shown ? t("hide") : t("show")}
                    </button>
                  </td>
                </tr>
                {shown ? (
                  <tr>
                    <td colSpan={headings.length + 1}>
                      <ReaderDetails row={row} threshold={threshold} least={least} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
