import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Invoice, invoiceFileUrl, listInvoices } from "@/api/billing";
import { formatDate } from "@/lib/dates";
import { PlainTable } from "@/ui/PlainTable";
import { useBilling } from "../hooks/useBilling";
import { periodName } from "../model/periods";
import { Amount } from "./Amount";
import styles from "./billing.module.css";
import { InvoiceView } from "./InvoiceView";
import { Pager } from "./Pager";

/** Invoices that were issued; none is ever changed. */
export function Invoices({ closes }: { closes: boolean }) {
  const { t } = useTranslation("billing");
  const [offset, setOffset] = useState(0);
  const [opened, setOpened] = useState<string | null>(null);
  const found = useBilling("invoices", () => listInvoices(offset), { offset });
  if (opened) {
    return <InvoiceView id={opened} closes={closes} onClose={() => setOpened(null)} />;
  }
  return (
    <>
      <PlainTable
        title={t("invoices.title")}
        explanation={t("invoices.explanation")}
        empty={t("invoices.none")}
        rows={found.data?.results}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("invoices.number"), cell: (invoice) => invoice.number },
          { heading: t("axis.site"), cell: (invoice) => invoice.site.name },
          { heading: t("periods.period"), cell: (invoice) => periodName(invoice.period) },
          { heading: t("invoices.due"), cell: (invoice) => formatDate(invoice.due_on) },
          {
            heading: t("invoices.total"),
            isAmount: true,
            cell: (invoice) => <Amount amount={invoice.total} currency={invoice.currency} />,
          },
          {
            heading: t("invoices.credited"),
            isAmount: true,
            cell: (invoice) => <Amount amount={invoice.credited} currency={invoice.currency} />,
          },
          {
            heading: "",
            cell: (invoice) => (
              <span className={styles.actions}>
                <Button size="compact-xs" variant="default" onClick={() => setOpened(invoice.id)}>
                  {t("rates.open")}
                </Button>
                <InvoiceFiles invoice={invoice} />
              </span>
            ),
          },
        ]}
      />
      <Pager offset={offset} count={found.data?.count ?? 0} onOffset={setOffset} />
    </>
  );
}

export function InvoiceFiles({ invoice }: { invoice: Pick<Invoice, "id" | "number"> }) {
  return (
    <>
      {(["pdf", "csv", "xlsx"] as const).map((format) => (
        <Button
          key={format}
          size="compact-xs"
          variant="subtle"
          component="a"
          href={invoiceFileUrl(invoice.id, format)}
          aria-label={`${invoice.number} ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}
