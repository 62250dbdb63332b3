import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BillableEvent, chooseStudyType } from "@/api/billing";
import { FormDialog } from "@/ui/FormDialog";
import { useStudyTypes } from "../hooks/useBilling";

/** The biller says what a study was; it is priced at once. */
export function ChooseType({
  event,
  onDone,
}: {
  event: BillableEvent;
  onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("billing");
  const types = (useStudyTypes().data ?? []).filter((one) => one.active);
  const [type, setType] = useState("");
  return (
    <FormDialog
      action={t("unpriced.choose")}
      submit={t("unpriced.choose")}
      ready={type !== ""}
      onOpen={() => setType(event.study_type?.id ?? "")}
      run={() => chooseStudyType(event.id, type).then(onDone)}
    >
      <NativeSelect
        label={t("axis.study_type")}
        description={event.study.description}
        value={type}
        data={[
          { value: "", label: "–" },
          ...types.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(change) => setType(change.currentTarget.value)}
      />
    </FormDialog>
  );
}
