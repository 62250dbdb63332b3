import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

const LONGEST = 500;

/** Why; kept with the study. Enter sends, as there is seldom more than a line. */
export function ReasonField({
  label,
  value,
  onChange,
  required = true,
  focused = false,
}: {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  focused?: boolean;
}) {
  const { t } = useTranslation("worklist");
  return (
    <Textarea
      label={label ?? t("dialog.reason")}
      description={t("dialog.reasonHint")}
      required={required}
      autosize
      minRows={1}
      maxLength={LONGEST}
      data-autofocus={focused || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}
