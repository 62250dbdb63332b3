import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StudyConfirmation } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { useConfirmations, useConfirming } from "../hooks/useConfirmations";
import { mayConfirm } from "../model/waiting";
import { ConfirmFields } from "./ConfirmFields";
import { WaitMark } from "./WaitMark";

/** For those who watch over every site: how many studies their sites have not confirmed, and for how long. */
export function UnconfirmedTable() {
  return useCan("studies.confirm") ? <Table /> : null;
}

function Table() {
  const { t } = useTranslation("confirmations");
  const confirmations = useConfirmations();
  const count = confirmations.data?.count ?? 0;
  return (
    <PlainTable
      title={count > 0 ? t("table.titleCount", { count }) : t("table.title")}
      explanation={t("table.explanation")}
      empty={t("table.empty")}
      rows={confirmations.data?.results}
      error={confirmations.error}
      onRetry={() => void confirmations.refetch()}
      columns={[
        { heading: t("table.waits"), cell: (row) => <WaitMark waiting={row} /> },
        { heading: t("table.site"), cell: (row) => row.site.name },
        { heading: t("table.patient"), cell: (row) => row.patient.name || t("nameless") },
        { heading: t("table.study"), cell: (row) => studyTitle(row.study) },
        { heading: t("table.images"), cell: (row) => row.study.instance_count },
        {
          heading: t("table.missing"),
          cell: (row) => row.missing.map((what) => t(`table.lacks.${what}`)).join(", ") || "–",
        },
        {
          heading: t("table.paged"),
          cell: (row) => formatMoment(row.paged_at) || t("table.notYet"),
        },
        { heading: "", cell: (row) => <ConfirmDialog waiting={row} /> },
      ]}
    />
  );
}

function ConfirmDialog({ waiting }: { waiting: StudyConfirmation }) {
  const { t } = useTranslation("confirmations");
  const confirming = useConfirming(waiting.id);
  const [typed, setTyped] = useState({ indication: "", reason: "" });
  const name = waiting.patient.name || t("nameless");
  return (
    <FormDialog
      action={t("table.action")}
      label={t("confirm", { name })}
      title={t("table.dialog", { name, site: waiting.site.name })}
      submit={t("action")}
      ready={mayConfirm(waiting, typed, true)}
      onOpen={() => setTyped({ indication: "", reason: "" })}
      run={() => confirming.mutateAsync(typed)}
    >
      <ConfirmFields waiting={waiting} typed={typed} onTyped={setTyped} size="sm" />
    </FormDialog>
  );
}
