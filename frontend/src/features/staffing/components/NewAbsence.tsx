import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAbsence } from "@/api/roster";
import type { Person } from "@/api/types";
import { FormDialog } from "@/ui/FormDialog";
import { blankSpan, isSpan, momentsOf, SpanFields } from "./SpanFields";

const USUAL_HOURS = 24;

export function NewAbsence({
  people,
  start,
  onAdded,
}: {
  people: readonly Person[];
  start: Date;
  onAdded: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const [span, setSpan] = useState(() => blankSpan(start, USUAL_HOURS));
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      action={t("roster.addAbsence")}
      submit={t("roster.addAbsence")}
      ready={isSpan(span)}
      onOpen={() => {
        setSpan(blankSpan(start, USUAL_HOURS));
        setReason("");
      }}
      run={() =>
        addAbsence({ reader: span.reader, reason: reason.trim(), ...momentsOf(span) }).then(onAdded)
      }
    >
      <SpanFields people={people} span={span} onChange={setSpan} />
      <TextInput
        label={t("roster.reason")}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
