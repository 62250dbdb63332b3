import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { HOLD_CODES } from "../../model/taskDialog";
import { DialogForm, type FormProps } from "./DialogForm";
import { ReasonField } from "./ReasonField";

/** What stands in the way, by code for counting and in words for people. */
export function HoldForm({ onSubmit, ...frame }: FormProps) {
  const { t } = useTranslation(["worklist", "engine"]);
  const [code, setCode] = useState<string>("missing_images");
  const [reason, setReason] = useState("");
  return (
    <DialogForm
      {...frame}
      explanation={t("dialog.hold.explanation")}
      submit={t("dialog.hold.submit")}
      ready={code !== "other" || reason.trim() !== ""}
      onSubmit={() => onSubmit({ code, reason: reason.trim() })}
    >
      <Radio.Group label={t("dialog.hold.code")} value={code} onChange={setCode}>
        <Stack gap={4} mt={4}>
          {HOLD_CODES.map((known, place) => (
            <Radio
              key={known}
              value={known}
              label={t(`engine:hold.${known}`)}
              data-autofocus={place === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReasonField
        label={t("dialog.hold.words")}
        required={code === "other"}
        value={reason}
        onChange={setReason}
      />
    </DialogForm>
  );
}
