import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BillableEvent, listUnpriced, priceWaiting, waiveEvent } from "@/api/billing";
import { formatMoment } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { useBilling, useRefreshBilling } from "../hooks/useBilling";
import styles from "./billing.module.css";
import { ChooseType } from "./ChooseType";
import { Pager } from "./Pager";
import { Unconfirmed } from "./Unconfirmed";

/** What was signed and has no price: nothing is invoiced before it is dealt with. */
export function UnpricedQueue({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const refresh = useRefreshBilling();
  const [offset, setOffset] = useState(0);
  const found = useBilling("unpriced", () => listUnpriced(offset), { offset });
  const price = useMutation({ mutationFn: priceWaiting, onSuccess: refresh });
  return (
    <>
      <PlainTable
        title={t("unpriced.title")}
        explanation={t("unpriced.explanation")}
        empty={t("unpriced.none")}
        rows={found.data?.results}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("unpriced.signed"), cell: (event) => formatMoment(event.at) },
          { heading: t("axis.site"), cell: (event) => event.site.name },
          {
            heading: t("unpriced.study"),
            cell: (event) => (
              <>
                {event.study.modalities.join(", ")} {event.study.description}
                <br />
                <span className={styles.soft}>{event.study.accession_number}</span>
              </>
            ),
          },
          { heading: t("axis.kind"), cell: (event) => t(`kind.${event.kind}`) },
          { heading: t("axis.reader"), cell: (event) => event.reader.name },
          {
            heading: t("unpriced.missing"),
            cell: (event) => event.unpriced.map((reason) => t(`missing.${reason}`)).join(", "),
          },
          {
            heading: "",
            cell: (event) => (manages ? <EventActions event={event} onDone={refresh} /> : null),
          },
        ]}
        action={
          manages ? (
            <Button
              size="sm"
              variant="default"
              loading={price.isPending}
              onClick={() => price.mutate()}
            >
              {t("unpriced.price")}
            </Button>
          ) : null
        }
      />
      <Pager offset={offset} count={found.data?.count ?? 0} onOffset={setOffset} />
      {price.data ? (
        <Banner tone="note">{t("unpriced.priced", { count: price.data.priced })}</Banner>
      ) : null}
      {price.error ? <Banner tone="danger">{failureText(price.error)}</Banner> : null}
      <Unconfirmed manages={manages} />
    </>
  );
}

function EventActions({ event, onDone }: { event: BillableEvent; onDone: () => Promise<void> }) {
  const { t } = useTranslation("billing");
  const [reason, setReason] = useState("");
  return (
    <span className={styles.actions}>
      <ChooseType event={event} onDone={onDone} />
      <FormDialog
        action={t("unpriced.waive")}
        submit={t("unpriced.waive")}
        ready={reason.trim() !== ""}
        onOpen={() => setReason("")}
        run={() => waiveEvent(event.id, reason).then(onDone)}
      >
        <TextInput
          label={t("unpriced.reason")}
          description={t("unpriced.waiveHint")}
          maxLength={300}
          value={reason}
          onChange={(change) => setReason(change.currentTarget.value)}
        />
      </FormDialog>
    </span>
  );
}
