import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StudyTypeAnswer } from "@/api/billing";
import { FormDialog } from "@/ui/FormDialog";

/** A button that names the study type and opens the list of the others. */
export function ChangeBilledAs({
  answer,
  action,
  onChosen,
}: {
  answer: StudyTypeAnswer;
  action: string;
  onChosen: (studyType: string) => Promise<unknown>;
}) {
  const { t } = useTranslation("billing");
  const [type, setType] = useState<string | null>(null);
  return (
    <FormDialog
      action={action}
      label={t("billedAs.changeOf", { type: answer.study_type?.name ?? t("billedAs.unknown") })}
      title={t("billedAs.title")}
      submit={t("billedAs.save")}
      ready={type !== null}
      onOpen={() => setType(answer.study_type?.id ?? null)}
      run={() => onChosen(type ?? "")}
    >
      <Select
        label={t("billedAs.type")}
        searchable
        data-autofocus
        data={answer.choices.map((one) => ({ value: one.id, label: one.name }))}
        value={type}
        onChange={setType}
      />
    </FormDialog>
  );
}
