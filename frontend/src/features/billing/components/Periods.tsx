import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  accountingExportUrl,
  type BillingPeriod,
  closePeriod,
  issueInvoices,
  listUnconfirmed,
} from "@/api/billing";
import { hasCode } from "@/api/problem";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { useBilling, usePeriods, useRefreshBilling } from "../hooks/useBilling";
import { periodName } from "../model/periods";
import styles from "./billing.module.css";

/** The periods: open, closed, invoiced. */
export function Periods({ closes, onUnpriced }: { closes: boolean; onUnpriced: () => void }) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const refresh = useRefreshBilling();
  const found = usePeriods();
  const issue = useMutation({
    mutationFn: issueInvoices,
    onSuccess: refresh,
  });
  return (
    <>
      <PlainTable
        title={t("periods.title")}
        explanation={t("periods.explanation")}
        empty={t("periods.none")}
        rows={found.data}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("periods.period"), cell: periodName },
          { heading: t("rates.state"), cell: (period) => <PeriodTag period={period} /> },
          {
            heading: "",
            cell: (period) => (
              <span className={styles.actions}>
                {closes && period.state === "open" && Date.parse(period.ends_at) <= Date.now() ? (
                  <ClosePeriod period={period} onDone={refresh} onUnpriced={onUnpriced} />
                ) : null}
                {closes && period.state === "closed" && period.run_state === null ? (
                  <Button
                    size="compact-xs"
                    loading={issue.isPending}
                    onClick={() => issue.mutate(period.id)}
                  >
                    {t("periods.issue")}
                  </Button>
                ) : null}
                {period.run_state === "done" ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    component="a"
                    href={accountingExportUrl(period.id)}
                  >
                    {t("periods.export")}
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]}
      />
      {issue.error ? <Banner tone="danger">{failureText(issue.error)}</Banner> : null}
    </>
  );
}

function PeriodTag({ period }: { period: BillingPeriod }) {
  const { t } = useTranslation("billing");
  if (period.state === "open") {
    return (
      <Tag tone="accent" shape="○">
        {t("periods.open")}
      </Tag>
    );
  }
  if (period.run_state === null) {
    return <Tag shape="■">{t("periods.closed")}</Tag>;
  }
  if (period.run_state === "done") {
    return (
      <Tag tone="good" shape="●">
        {t("periods.invoiced")}
      </Tag>
    );
  }
  return (
    <Tag tone="accent" shape="◔">
      {t("periods.running", { done: period.run_done ?? 0, sites: period.run_sites ?? 0 })}
    </Tag>
  );
}

function UnconfirmedHint() {
  const { t } = useTranslation("billing");
  const count = useBilling("unconfirmed", () => listUnconfirmed(0), { offset: 0 }).data?.count ?? 0;
  return count > 0 ? <Text size="sm">{t("unconfirmed.atClosing", { count })}</Text> : null;
}

function ClosePeriod({
  period,
  onDone,
  onUnpriced,
}: {
  period: BillingPeriod;
  onDone: () => Promise<void>;
  onUnpriced: () => void;
}) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const close = useMutation({ mutationFn: () => closePeriod(period.id), onSuccess: onDone });
  if (hasCode(close.error, "unpriced_events")) {
    return (
      <Banner
        tone="warning"
        action={
          <Button size="compact-xs" variant="default" onClick={onUnpriced}>
            {t("periods.toUnpriced")}
          </Button>
        }
      >
        {t("periods.unpriced", { count: Number(close.error.body.count) })}
      </Banner>
    );
  }
  return (
    <>
      <FormDialog
        action={t("periods.close")}
        title={t("periods.closeTitle", { period: periodName(period) })}
        submit={t("periods.close")}
        run={() => close.mutateAsync()}
      >
        <Text size="sm">{t("periods.closeHint")}</Text>
        <UnconfirmedHint />
      </FormDialog>
      {close.error ? <span>{failureText(close.error)}</span> : null}
    </>
  );
}
