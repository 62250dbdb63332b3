import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptDispute, type Dispute, listDisputes, refuseDispute } from "@/api/billing";
import { formatDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { useBilling, usePaidReaders, useRefreshBilling } from "../hooks/useBilling";
import { isAmount } from "../model/money";
import { Amount } from "./Amount";
import styles from "./billing.module.css";
import { Pager } from "./Pager";
import { StatementOf } from "./StatementOf";

/** What readers dispute, and any reader's statement. */
export function Disputes({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const refresh = useRefreshBilling();
  const [offset, setOffset] = useState(0);
  const found = useBilling("disputes", () => listDisputes(offset), { offset });
  const readers = usePaidReaders().data ?? [];
  const [chosen, setChosen] = useState("");
  const reader = chosen || readers[0]?.id || "";
  return (
    <>
      <PlainTable
        title={t("disputes.title")}
        explanation={t("disputes.explanation")}
        empty={t("disputes.none")}
        rows={found.data?.results}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("axis.reader"), cell: (row) => row.reader.name },
          {
            heading: t("unpriced.study"),
            cell: (row) => (
              <>
                {row.payout.study.description}, {row.payout.site.name}
                <br />
                <span className={styles.soft}>{formatDate(row.payout.study.study_date)}</span>
              </>
            ),
          },
          {
            heading: t("rates.amount"),
            isAmount: true,
            cell: (row) => <Amount amount={row.payout.amount} currency={row.payout.currency} />,
          },
          { heading: t("disputes.text"), cell: (row) => row.text },
          { heading: t("rates.state"), cell: (row) => <Outcome dispute={row} /> },
          {
            heading: "",
            cell: (row) =>
              manages && row.state === "open" ? <Answers dispute={row} onDone={refresh} /> : null,
          },
        ]}
      />
      <Pager offset={offset} count={found.data?.count ?? 0} onOffset={setOffset} />
      {readers.length > 0 ? (
        <>
          <NativeSelect
            label={t("statement.whose")}
            maw={320}
            mb="md"
            value={reader}
            data={readers.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <StatementOf key={reader} reader={reader} disputes={false} />
        </>
      ) : null}
    </>
  );
}

function Outcome({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("billing");
  return (
    <>
      <Tag
        tone={dispute.state === "open" ? "urgent" : dispute.state === "accepted" ? "good" : "plain"}
        shape={dispute.state === "open" ? "?" : dispute.state === "accepted" ? "✓" : "–"}
      >
        {t(`dispute.${dispute.state}`)}
      </Tag>
      {dispute.answer ? <div className={styles.soft}>{dispute.answer}</div> : null}
    </>
  );
}

function Answers({ dispute, onDone }: { dispute: Dispute; onDone: () => Promise<void> }) {
  const { t } = useTranslation("billing");
  const [answer, setAnswer] = useState("");
  const [amount, setAmount] = useState("");
  const field = (
    <Textarea
      label={t("disputes.answer")}
      maxLength={1000}
      autosize
      value={answer}
      onChange={(event) => setAnswer(event.currentTarget.value)}
    />
  );
  return (
    <span className={styles.actions}>
      <FormDialog
        action={t("disputes.accept")}
        submit={t("disputes.accept")}
        ready={answer.trim() !== "" && isAmount(amount)}
        onOpen={() => setAmount("")}
        run={() => acceptDispute(dispute.id, answer, amount).then(onDone)}
      >
        <TextInput
          label={t("disputes.amount", { currency: dispute.payout.currency })}
          description={t("disputes.amountHint")}
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        {field}
      </FormDialog>
      <FormDialog
        action={t("disputes.refuse")}
        submit={t("disputes.refuse")}
        ready={answer.trim() !== ""}
        run={() => refuseDispute(dispute.id, answer).then(onDone)}
      >
        {field}
      </FormDialog>
    </span>
  );
}
