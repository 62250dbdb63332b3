import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewRate, Scorecard, Scorecards } from "@/api/peerReview";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { rateParts } from "../model/peerReview";
import styles from "./peerReview.module.css";

/** Scorecards: counts, and shares with their intervals where there are enough to give any. */
export function CardTable({
  title,
  cards,
  action = null,
}: {
  title: string;
  cards: Scorecards;
  action?: ReactNode;
}) {
  const { t } = useTranslation("peerReview");
  const least = cards.fewest_for_rates;
  const scores = cards.cards[0]?.counts.map(({ score }) => score) ?? [];
  const rows = cards.cards.map((card) => ({ ...card, id: card.reader.id }));
  return (
    <PlainTable
      title={title}
      explanation={t("figures.explanation")}
      empty={t("figures.none")}
      rows={rows}
      error={null}
      onRetry={() => undefined}
      columns={[
        { heading: t("figures.reader"), cell: (row) => row.reader.name },
        { heading: t("figures.total"), cell: (row) => row.total },
        ...scores.map((score) => ({
          heading: score,
          cell: (row: Scorecard) => row.counts.find((one) => one.score === score)?.count ?? 0,
        })),
        {
          heading: t("figures.agreement"),
          cell: (row) => <RateMark rate={row.agreement} least={least} />,
        },
        {
          heading: t("figures.significant"),
          cell: (row) => <RateMark rate={row.significant} least={least} />,
        },
        {
          heading: t("figures.differs"),
          cell: (row) => (
            <Tag
              tone={row.differs === "higher" ? "urgent" : "plain"}
              {...(row.differs === "higher" ? { shape: "▲" } : {})}
            >
              {t(`figures.verdict.${row.differs}`)}
            </Tag>
          ),
        },
        {
          heading: t("figures.beside"),
          cell: (row) =>
            row.beside.map(({ origin, count }) => `${t(`origin.${origin}`)}: ${count}`).join("; "),
        },
      ]}
      action={
        <>
          {cards.agreement ? (
            <p className={styles.practice}>
              {t("figures.practice")}: <RateMark rate={cards.agreement} least={least} /> ·{" "}
              {t("figures.significant")} <RateMark rate={cards.significant} least={least} />
            </p>
          ) : null}
          {action}
        </>
      }
    />
  );
}

/** A share with its interval as a line on 0 to 100 %, and in figures. */
function RateMark({ rate, least }: { rate: ReviewRate | null; least: number }) {
  const { t } = useTranslation("peerReview");
  if (rate === null) return <small>{t("figures.tooFew", { least })}</small>;
  return (
    <span className={styles.rate}>
      <span className={styles.scale} aria-hidden>
        <i
          style={{
            left: `${100 * rate.low}%`,
            width: `${100 * Math.max(0.01, rate.high - rate.low)}%`,
          }}
        />
        <b style={{ left: `${100 * rate.share}%` }} />
      </span>
      {t("figures.interval", rateParts(rate))}
    </span>
  );
}
