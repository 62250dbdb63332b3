import { NativeSelect, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  getStatement,
  listStatementLines,
  listStatementPeriods,
  openDispute,
  type Payout,
  withdrawDispute,
} from "@/api/billing";
import { formatDate, formatMoment } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { useBilling, useRefreshBilling } from "../hooks/useBilling";
import { formatMoney, plainAmount } from "../model/money";
import { periodName } from "../model/periods";
import { Amount } from "./Amount";
import styles from "./billing.module.css";
import { Pager } from "./Pager";

/** One reader's statement of a period: the days, then every line. `null`: one's own. */
export function StatementOf({ reader, disputes }: { reader: string | null; disputes: boolean }) {
  const { t } = useTranslation("billing");
  const [chosen, setChosen] = useState("");
  const [offset, setOffset] = useState(0);
  const refresh = useRefreshBilling();
  const periods = useBilling("statement-periods", listStatementPeriods).data ?? [];
  const query = { reader, period: chosen };
  const statement = useBilling("statement", () => getStatement(query), query);
  const period = statement.data?.period ?? null;
  const page = { reader, period: period?.id ?? null, offset };
  const lines = useBilling(
    "statement-lines",
    () => listStatementLines(page),
    page,
    statement.data !== undefined,
  );
  const totals = Object.entries(statement.data?.totals ?? {});
  return (
    <>
      {periods.length > 0 ? (
        <NativeSelect
          label={t("periods.period")}
          maw={320}
          mb="md"
          value={chosen || (period?.id ?? "")}
          data={periods.map((one) => ({ value: one.id, label: periodName(one) }))}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
            setOffset(0);
          }}
        />
      ) : null}
      <PlainTable
        title={t("statement.days")}
        explanation={
          totals.length > 0
            ? t(statement.data?.issued ? "statement.issued" : "statement.running", {
                total: totals.map(([code, sum]) => formatMoney(sum, code)).join(", "),
              })
            : t("statement.daysHint")
        }
        empty={t("statement.none")}
        rows={statement.data?.days.map((day) => ({ ...day, id: `${day.day}${day.currency}` }))}
        error={statement.error}
        onRetry={() => void statement.refetch()}
        columns={[
          { heading: t("statement.day"), cell: (day) => formatDate(day.day) },
          { heading: t("statement.studies"), cell: (day) => day.studies },
          {
            heading: t("rates.amount"),
            isAmount: true,
            cell: (day) => <Amount amount={day.total} currency={day.currency} />,
          },
        ]}
      />
      <PlainTable
        title={t("statement.lines")}
        explanation={t("statement.linesHint")}
        empty={t("statement.none")}
        rows={lines.data?.results}
        error={lines.error}
        onRetry={() => void lines.refetch()}
        columns={[
          { heading: t("unpriced.signed"), cell: (line) => formatMoment(line.at) },
          {
            heading: t("unpriced.study"),
            cell: (line) => (
              <>
                {line.study.description}, {line.site.name}
                <br />
                <span className={styles.soft}>{line.study.accession_number}</span>
              </>
            ),
          },
          {
            heading: t("axis.kind"),
            cell: (line) =>
              line.kind === "entry" ? t(`kind.${line.read}`) : t(`entry.${line.kind}`),
          },
          { heading: t("statement.made"), cell: (line) => <Made line={line} /> },
          {
            heading: t("rates.amount"),
            isAmount: true,
            cell: (line) => (
              <Amount amount={line.amount} currency={line.currency} struck={line.is_reversed} />
            ),
          },
          {
            heading: t("statement.dispute"),
            cell: (line) => <DisputeCell line={line} may={disputes} onDone={refresh} />,
          },
        ]}
      />
      <Pager offset={offset} count={lines.data?.count ?? 0} onOffset={setOffset} />
    </>
  );
}

/** What the amount is made of. */
function Made({ line }: { line: Payout }) {
  const { t } = useTranslation("billing");
  if (line.kind !== "entry") {
    return (
      <span className={styles.soft}>{[line.booked_as, line.note].filter(Boolean).join(" · ")}</span>
    );
  }
  const parts = [
    line.booked_as,
    Number(line.base) ? t("statement.base", { amount: plainAmount(line.base) }) : null,
    Number(line.rvu) ? t("statement.rvu", { amount: plainAmount(line.rvu) }) : null,
    Number(line.premium) ? t("statement.premium", { amount: plainAmount(line.premium) }) : null,
  ];
  return <span className={styles.soft}>{parts.filter(Boolean).join(" · ")}</span>;
}

function DisputeCell({
  line,
  may,
  onDone,
}: {
  line: Payout;
  may: boolean;
  onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("billing");
  if (line.dispute_state) {
    return (
      <>
        <Tag shape={line.dispute_state === "open" ? "?" : "–"}>
          {t(`dispute.${line.dispute_state}`)}
        </Tag>
        {line.dispute_answer ? <div className={styles.soft}>{line.dispute_answer}</div> : null}
        {may && line.dispute && line.dispute_state === "open" ? (
          <Withdraw line={line} dispute={line.dispute} onDone={onDone} />
        ) : null}
        {may && line.dispute_state === "withdrawn" ? (
          <Objection line={line} onDone={onDone} />
        ) : null}
      </>
    );
  }
  return may ? <Objection line={line} onDone={onDone} /> : null;
}

function Withdraw({
  line,
  dispute,
  onDone,
}: {
  line: Payout;
  dispute: string;
  onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("billing");
  return (
    <FormDialog
      action={t("statement.withdraw")}
      label={t("statement.withdrawOf", { study: line.study.description })}
      title={t("statement.withdrawOf", { study: line.study.description })}
      submit={t("statement.withdraw")}
      run={() => withdrawDispute(dispute).then(onDone)}
    >
      <Text size="sm">{t("statement.withdrawHint")}</Text>
    </FormDialog>
  );
}

function Objection({ line, onDone }: { line: Payout; onDone: () => Promise<void> }) {
  const { t } = useTranslation("billing");
  const [text, setText] = useState("");
  return (
    <FormDialog
      action={t("statement.object")}
      label={t("statement.objectTo", { study: line.study.description })}
      submit={t("statement.send")}
      ready={text.trim() !== ""}
      onOpen={() => setText("")}
      run={() => openDispute(line.id, text).then(onDone)}
    >
      <Textarea
        label={t("statement.wrong")}
        data-autofocus
        maxLength={1000}
        autosize
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
