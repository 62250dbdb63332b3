import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Priority } from "@/api/types";
import { PRIORITIES } from "../../model/filters";
import { DialogForm, type FormProps } from "./DialogForm";
import { ReasonField } from "./ReasonField";

/** Another priority, and with it another due time. */
export function PriorityForm({ onSubmit, ...frame }: FormProps) {
  const { t } = useTranslation(["worklist", "common"]);
  const [priority, setPriority] = useState<Priority>("URGENT");
  const [reason, setReason] = useState("");
  return (
    <DialogForm
      {...frame}
      submit={t("dialog.priority.submit")}
      ready={reason.trim() !== ""}
      onSubmit={() => onSubmit({ priority, reason: reason.trim() })}
    >
      <SegmentedControl
        aria-label={t("column.priority")}
        value={priority}
        onChange={(value) => setPriority(PRIORITIES.find((known) => known === value) ?? "URGENT")}
        data={PRIORITIES.map((value) => ({ value, label: t(`common:priority.${value}`) }))}
      />
      <ReasonField focused value={reason} onChange={setReason} />
    </DialogForm>
  );
}
