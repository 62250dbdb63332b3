import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CriticalFindingDetail, communicate } from "@/api/criticalFindings";
import { FormDialog } from "@/ui/FormDialog";
import { useReached } from "../hooks/useReached";
import { ReachedFields } from "./ReachedFields";

/** Somebody was told: who, and whether they repeated it. The name, Tab, Space, Enter are enough. */
export function TellForm({
  finding,
  run,
}: {
  finding: CriticalFindingDetail;
  run: (change: Promise<CriticalFindingDetail>) => Promise<void>;
}) {
  const { t } = useTranslation("criticalResults");
  const reached = useReached(finding);
  const [person, setPerson] = useState("");
  const [readBack, setReadBack] = useState(false);
  return (
    <FormDialog
      action={t("tell")}
      title={t("tellTitle")}
      submit={t("save")}
      shortcut="t"
      ready={person.trim() !== "" && (readBack || !finding.read_back_required)}
      onOpen={() => {
        reached.begin();
        setPerson("");
        setReadBack(false);
      }}
      run={() =>
        run(communicate(finding.id, { ...reached.reached, person, read_back: readBack, note: "" }))
      }
    >
      <TextInput
        label={t("person")}
        required
        data-autofocus
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      <Checkbox
        label={t("readBack")}
        description={finding.read_back_required ? t("readBackNeeded") : undefined}
        required={finding.read_back_required}
        checked={readBack}
        onChange={(event) => setReadBack(event.currentTarget.checked)}
      />
      <ReachedFields contacts={finding.contacts} of={reached} />
    </FormDialog>
  );
}
