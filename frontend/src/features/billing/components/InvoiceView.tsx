import { Button, Checkbox, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  creditNoteUrl,
  getInvoice,
  type InvoiceDetail,
  issueCreditNote,
  listInvoiceLines,
} from "@/api/billing";
import { formatDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { FailureState } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import page from "@/ui/page.module.css";
import { useBilling, useRefreshBilling } from "../hooks/useBilling";
import { periodName } from "../model/periods";
import { Amount } from "./Amount";
import styles from "./billing.module.css";
import { InvoiceFiles } from "./Invoices";
import { Pager } from "./Pager";

/** One invoice with its lines, and what of it was credited since. */
export function InvoiceView({
  id,
  closes,
  onClose,
}: {
  id: string;
  closes: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("billing");
  const { t: plain } = useTranslation();
  const found = useBilling("invoice", () => getInvoice(id), { id });
  if (found.error) return <FailureState error={found.error} />;
  if (!found.data) return <p>{plain("loading")}</p>;
  const invoice = found.data;
  return (
    <>
      <section className={page.section}>
        <h2>{invoice.number}</h2>
        <dl className={page.facts}>
          <dt>{t("axis.site")}</dt>
          <dd>{invoice.site.name}</dd>
          <dt>{t("periods.period")}</dt>
          <dd>{periodName(invoice.period)}</dd>
          <dt>{t("invoices.issued")}</dt>
          <dd>{formatDate(invoice.issued_on)}</dd>
          <dt>{t("invoices.due")}</dt>
          <dd>{formatDate(invoice.due_on)}</dd>
        </dl>
        <p className={styles.actions}>
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {t("invoices.back")}
          </Button>
          <InvoiceFiles invoice={invoice} />
        </p>
      </section>
      <Lines invoice={invoice} closes={closes} />
      <Totals invoice={invoice} />
      {invoice.credit_notes.length > 0 ? <CreditNotes invoice={invoice} /> : null}
    </>
  );
}

function Lines({ invoice, closes }: { invoice: InvoiceDetail; closes: boolean }) {
  const { t } = useTranslation("billing");
  const refresh = useRefreshBilling();
  const [offset, setOffset] = useState(0);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const id = invoice.id;
  const found = useBilling("invoice-lines", () => listInvoiceLines(id, offset), { id, offset });

  async function credit(): Promise<void> {
    await issueCreditNote(id, { reason, lines: marked.length > 0 ? marked : null });
    setMarked([]);
    await refresh();
  }

  return (
    <>
      <PlainTable
        title={t("invoices.lines")}
        explanation={t("invoices.linesHint")}
        empty={t("invoices.noLines")}
        rows={found.data?.results}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          {
            heading: "#",
            cell: (line) =>
              closes && !line.is_credited ? (
                <Checkbox
                  size="xs"
                  label={line.position}
                  checked={marked.includes(line.id)}
                  onChange={(event) =>
                    setMarked(
                      event.currentTarget.checked
                        ? [...marked, line.id]
                        : marked.filter((one) => one !== line.id),
                    )
                  }
                />
              ) : (
                line.position
              ),
          },
          { heading: t("invoices.performed"), cell: (line) => formatDate(line.performed_on) },
          { heading: t("invoices.accession"), cell: (line) => line.accession_number },
          {
            heading: t("invoices.what"),
            cell: (line) =>
              line.is_credited ? (
                <>
                  {line.text} <span className={styles.soft}>{t("invoices.lineCredited")}</span>
                </>
              ) : (
                line.text
              ),
          },
          {
            heading: t("rates.amount"),
            isAmount: true,
            cell: (line) => (
              <Amount amount={line.amount} currency={invoice.currency} struck={line.is_credited} />
            ),
          },
        ]}
        action={
          closes ? (
            <FormDialog
              danger
              action={t("invoices.credit")}
              title={t("invoices.creditTitle", { number: invoice.number })}
              submit={t("invoices.credit")}
              ready={reason.trim() !== ""}
              onOpen={() => setReason("")}
              run={credit}
            >
              <Text size="sm">
                {marked.length > 0
                  ? t("invoices.creditMarked", { count: marked.length })
                  : t("invoices.creditAll")}
              </Text>
              <TextInput
                label={t("invoices.reason")}
                maxLength={300}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </FormDialog>
          ) : null
        }
      />
      <Pager offset={offset} count={found.data?.count ?? 0} onOffset={setOffset} />
    </>
  );
}

function Totals({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("billing");
  const { currency } = invoice;
  return (
    <section className={page.section}>
      <dl className={page.facts}>
        <dt>{t("invoices.net")}</dt>
        <dd>
          <Amount amount={invoice.net} currency={currency} />
        </dd>
        <dt>
          {invoice.tax_name || t("invoices.tax")} {Number(invoice.tax_percent)}%
        </dt>
        <dd>
          <Amount amount={invoice.tax} currency={currency} />
        </dd>
        <dt>{t("invoices.total")}</dt>
        <dd>
          <strong>
            <Amount amount={invoice.total} currency={currency} />
          </strong>
        </dd>
      </dl>
    </section>
  );
}

function CreditNotes({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("billing");
  return (
    <PlainTable
      title={t("invoices.creditNotes")}
      explanation={t("invoices.creditNotesHint")}
      empty=""
      rows={invoice.credit_notes}
      error={null}
      onRetry={() => undefined}
      columns={[
        { heading: t("invoices.number"), cell: (note) => note.number },
        { heading: t("invoices.issued"), cell: (note) => formatDate(note.issued_on) },
        { heading: t("invoices.reason"), cell: (note) => note.reason },
        {
          heading: t("invoices.total"),
          isAmount: true,
          cell: (note) => <Amount amount={note.total} currency={invoice.currency} />,
        },
        {
          heading: "",
          cell: (note) => (
            <Button size="compact-xs" variant="subtle" component="a" href={creditNoteUrl(note.id)}>
              PDF
            </Button>
          ),
        },
      ]}
    />
  );
}
