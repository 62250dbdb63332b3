import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BillableEvent, confirmStudyType, listUnconfirmed } from "@/api/billing";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { useBilling, usePolicy, useRefreshBilling } from "../hooks/useBilling";
import styles from "./billing.module.css";
import { ChooseType } from "./ChooseType";
import { Pager } from "./Pager";

/** Priced by rule and confirmed by nobody; not there where the practice asks nobody. */
export function Unconfirmed({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const refresh = useRefreshBilling();
  const [offset, setOffset] = useState(0);
  const asks = (usePolicy().data?.study_type_confirmed_by ?? []).length > 0;
  const found = useBilling("unconfirmed", () => listUnconfirmed(offset), { offset }, asks);
  const confirm = useMutation({
    mutationFn: (event: BillableEvent) =>
      confirmStudyType(event.study.id, event.study_type?.id ?? ""),
    onSuccess: refresh,
  });
  if (!asks) return null;
  return (
    <>
      <PlainTable
        title={t("unconfirmed.title")}
        explanation={t("unconfirmed.explanation")}
        empty={t("unconfirmed.none")}
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
          { heading: t("axis.study_type"), cell: (event) => event.study_type?.name },
          {
            heading: "",
            cell: (event) =>
              manages ? (
                <span className={styles.actions}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t("unconfirmed.confirmOf", {
                      type: event.study_type?.name,
                      study: event.study.accession_number || event.study.description,
                    })}
                    loading={confirm.isPending && confirm.variables.id === event.id}
                    onClick={() => confirm.mutate(event)}
                  >
                    {t("unconfirmed.confirm")}
                  </Button>
                  <ChooseType event={event} onDone={refresh} />
                </span>
              ) : null,
          },
        ]}
      />
      <Pager offset={offset} count={found.data?.count ?? 0} onOffset={setOffset} />
      {confirm.error ? <Banner tone="danger">{failureText(confirm.error)}</Banner> : null}
    </>
  );
}
