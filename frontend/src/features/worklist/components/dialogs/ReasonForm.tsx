import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogForm, type FormProps } from "./DialogForm";
import { ReasonField } from "./ReasonField";

/** A question that wants nothing but the reason. */
export function ReasonForm({
  kind,
  onSubmit,
  ...frame
}: FormProps & { kind: "unassign" | "resume" | "skip" | "rejoin" }) {
  const { t } = useTranslation("worklist");
  const [reason, setReason] = useState("");
  return (
    <DialogForm
      {...frame}
      explanation={t(`dialog.${kind}.explanation`)}
      submit={t(`dialog.${kind}.submit`)}
      ready={reason.trim() !== ""}
      onSubmit={() => onSubmit({ reason: reason.trim() })}
    >
      <ReasonField focused value={reason} onChange={setReason} />
    </DialogForm>
  );
}
