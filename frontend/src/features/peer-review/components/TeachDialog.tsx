import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { makeLearningCase, type NewLearningCase } from "@/api/peerReview";
import { FormDialog } from "@/ui/FormDialog";
import { Banner } from "@/ui/feedback";

const KINDS = [
  "learning_point",
  "good_catch",
] as const satisfies readonly NewLearningCase["kind"][];

/** Makes a draft for the teaching library out of a settled review. */
export function TeachDialog({ review }: { review: string }) {
  const { t } = useTranslation("peerReview");
  const client = useQueryClient();
  const [kind, setKind] = useState<NewLearningCase["kind"]>("learning_point");
  const [title, setTitle] = useState("");
  const [point, setPoint] = useState("");
  const [made, setMade] = useState(false);
  if (made) return <Banner tone="note">{t("committee.made")}</Banner>;
  return (
    <FormDialog
      action={t("committee.teach")}
      title={t("committee.teachTitle")}
      submit={t("committee.make")}
      ready={title.trim() !== "" && point.trim() !== ""}
      run={async () => {
        await makeLearningCase({ review, kind, title, teaching_point: point });
        await client.invalidateQueries({ queryKey: ["peer-review", "library"] });
        setMade(true);
      }}
    >
      <p>{t("committee.teachExplanation")}</p>
      <NativeSelect
        label={t("committee.kind")}
        data={KINDS.map((value) => ({ value, label: t(`library.kind.${value}`) }))}
        value={kind}
        onChange={(event) => {
          const chosen = KINDS.find((one) => one === event.currentTarget.value);
          if (chosen) setKind(chosen);
        }}
      />
      <TextInput
        label={t("committee.caseTitle")}
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t("committee.point")}
        autosize
        minRows={3}
        value={point}
        onChange={(event) => setPoint(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
