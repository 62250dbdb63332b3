import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reviewKeys, stepAside } from "@/api/peerReview";
import { FormDialog } from "@/ui/FormDialog";

/** Leaves a case to the others, and opens its study again: to who knows whose it is, or has to open the report. */
export function StepAside({ id, onDone }: { id: string; onDone?: () => void }) {
  const { t } = useTranslation("peerReview");
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      action={t("committee.aside")}
      title={t("committee.asideTitle")}
      submit={t("committee.aside")}
      ready={reason.trim() !== ""}
      run={async () => {
        await stepAside(id, reason);
        onDone?.();
        await client.invalidateQueries({ queryKey: reviewKeys.all });
      }}
    >
      <p>{t("committee.asideExplanation")}</p>
      <Textarea
        data-autofocus
        label={t("desk.recuseReason")}
        maxLength={2000}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
