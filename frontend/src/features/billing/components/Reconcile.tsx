import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { billingKeys, getReconciliation, type Reconciliation, settleGaps } from "@/api/billing";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import page from "@/ui/page.module.css";
import { useBilling } from "../hooks/useBilling";
import { formatMoney } from "../model/money";
import { monthOf } from "../model/periods";
import styles from "./billing.module.css";

/** Signed reads against charges, payouts and invoices: the gap between them is to be none. */
export function Reconcile({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const { t: plain } = useTranslation();
  const failureText = useFailureText();
  const client = useQueryClient();
  const [month, setMonth] = useState(() => monthOf(new Date()));
  const found = useBilling(
    "reconciliation",
    () => getReconciliation(month),
    { month },
    month !== "",
  );
  const settle = useMutation({
    mutationFn: () => settleGaps(month),
    onSuccess: (answer) => client.setQueryData(billingKeys.of("reconciliation", { month }), answer),
  });
  return (
    <section className={page.section}>
      <h2>{t("reconcile.title")}</h2>
      <p className={page.explanation}>{t("reconcile.explanation")}</p>
      <TextInput
        type="month"
        label={t("reconcile.month")}
        maw={220}
        mb="md"
        value={month}
        onChange={(event) => setMonth(event.currentTarget.value)}
      />
      {found.error ? (
        <FailureState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data ? (
        <>
          <Banner tone={found.data.gap_count === 0 ? "note" : "danger"}>
            {found.data.gap_count === 0
              ? t("reconcile.zero")
              : t("reconcile.gaps", { count: found.data.gap_count })}
          </Banner>
          <div className={styles.figures}>
            <Figures found={found.data} />
          </div>
          {found.data.gap_count > 0 ? <Gaps found={found.data} /> : null}
          {manages && found.data.gap_count > 0 ? (
            <Button size="sm" loading={settle.isPending} onClick={() => settle.mutate()}>
              {t("reconcile.settle")}
            </Button>
          ) : null}
          {settle.error ? <Banner tone="danger">{failureText(settle.error)}</Banner> : null}
        </>
      ) : (
        <p>{plain("loading")}</p>
      )}
    </section>
  );
}

function Figures({ found }: { found: Reconciliation }) {
  const { t } = useTranslation("billing");
  const sums = (of: Record<string, string>) =>
    Object.entries(of)
      .map(([currency, amount]) => formatMoney(amount, currency))
      .join(", ") || "–";
  return (
    <dl className={page.facts}>
      <dt>{t("reconcile.reads")}</dt>
      <dd>{found.reads}</dd>
      <dt>{t("reconcile.events")}</dt>
      <dd>{found.events}</dd>
      <dt>{t("reconcile.charged")}</dt>
      <dd>{sums(found.charged)}</dd>
      <dt>{t("reconcile.paid")}</dt>
      <dd>{sums(found.paid)}</dd>
    </dl>
  );
}

function Gaps({ found }: { found: Reconciliation }) {
  const { t } = useTranslation("billing");
  return (
    <PlainTable
      title={t("reconcile.list")}
      explanation={t("reconcile.listHint", {
        shown: found.gaps.length,
        count: found.gap_count,
      })}
      empty=""
      rows={found.gaps.map((gap) => ({ ...gap, id: `${gap.code}${gap.key}${gap.subject}` }))}
      error={null}
      onRetry={() => undefined}
      columns={[
        { heading: t("reconcile.gap"), cell: (gap) => t(`gap.${gap.code}`) },
        { heading: t("reconcile.read"), cell: (gap) => gap.key },
        { heading: t("reconcile.study"), cell: (gap) => gap.study ?? "–" },
      ]}
    />
  );
}
