import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  TextInput,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecommendationContent } from "@/api/recommendations";
import { leavesDialog } from "@/ui/dialogKeys";
import { Banner, useFailureText } from "@/ui/feedback";
import { useRecommendationText } from "../hooks/useRecommendationText";
import {
  BODY_PARTS,
  EMPTY,
  MODALITIES,
  quickRecommendation,
  UNITS,
  URGENCIES,
} from "../model/quickRecommendation";
import styles from "./recommendations.module.css";

interface Props {
  /** What is there to begin with; null to type one. */
  content: RecommendationContent | null;
  /** The study's own, which a follow-up usually has too. */
  bodyPart: string;
  onKeep: (content: RecommendationContent) => Promise<void>;
  onClose: () => void;
}

/** One line for the quick, and every field for the exact: typing in the line fills the fields. */
export function RecommendationForm({ content, bodyPart, onKeep, onClose }: Props) {
  const { t } = useTranslation("reporting");
  const failureText = useFailureText();
  const line = useRecommendationText();
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState<RecommendationContent>(
    () => content ?? { ...EMPTY, body_part: bodyPart },
  );
  const [failure, setFailure] = useState<unknown>(null);
  const set = (change: Partial<RecommendationContent>) =>
    setSaid((known) => ({ ...known, ...change }));

  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    // Where it stands over another form, that one is not sent with it.
    event.stopPropagation();
    try {
      await onKeep(said);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (leavesDialog(event)) onClose();
      }}
      size="lg"
      title={t(content === null ? "followUp.addTitle" : "followUp.editTitle")}
    >
      <form onSubmit={(event) => void keep(event)}>
        <Stack gap="sm">
          {content === null ? (
            <TextInput
              label={t("followUp.quick")}
              description={t("followUp.quickHint")}
              autoComplete="off"
              data-autofocus
              value={typed}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTyped(value);
                setSaid(quickRecommendation(value, { body_part: bodyPart }));
              }}
            />
          ) : null}
          <Fields said={said} set={set} />
          <div role="status" className={styles.soft}>
            {line(said) || t("followUp.nothing")}
          </div>
          {failure ? <Banner tone="danger">{failureText(failure)}</Banner> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel", { ns: "common" })}
            </Button>
            <Button type="submit">{t("followUp.submit")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Fields({
  said,
  set,
}: {
  said: RecommendationContent;
  set: (change: Partial<RecommendationContent>) => void;
}) {
  const { t } = useTranslation("reporting");
  const count = (value: string | number) => (typeof value === "number" ? value : null);
  return (
    <div className={styles.fields}>
      <NativeSelect
        label={t("followUp.modality")}
        data={[
          { value: "", label: t("followUp.notSaid") },
          ...MODALITIES.map((value) => ({ value, label: t(`followUp.modalities.${value}`) })),
        ]}
        value={said.modality}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ modality: MODALITIES.find((one) => one === value) ?? "" });
        }}
      />
      <Autocomplete
        label={t("followUp.bodyPart")}
        data={[...BODY_PARTS]}
        maxLength={64}
        value={said.body_part}
        onChange={(value) => set({ body_part: value })}
      />
      <NativeSelect
        label={t("followUp.side")}
        data={[
          { value: "", label: t("followUp.notSaid") },
          { value: "R", label: t("followUp.sides.R") },
          { value: "L", label: t("followUp.sides.L") },
          { value: "B", label: t("followUp.sides.B") },
        ]}
        value={said.laterality}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ laterality: (["R", "L", "B"] as const).find((one) => one === value) ?? "" });
        }}
      />
      <NumberInput
        label={t("followUp.first")}
        min={0}
        allowDecimal={false}
        value={said.first ?? ""}
        onChange={(value) => set({ first: count(value) })}
      />
      <NumberInput
        label={t("followUp.last")}
        min={1}
        allowDecimal={false}
        value={said.last ?? ""}
        onChange={(value) =>
          set({ last: count(value), unit: count(value) === null ? "" : said.unit || "months" })
        }
      />
      <NativeSelect
        label={t("followUp.unit")}
        data={[
          { value: "", label: t("followUp.notSaid") },
          ...UNITS.map((value) => ({ value, label: t(`followUp.units.${value}`) })),
        ]}
        value={said.unit}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ unit: UNITS.find((one) => one === value) ?? "" });
        }}
      />
      <TextInput
        className={styles.wide ?? ""}
        label={t("followUp.finding")}
        maxLength={200}
        value={said.finding}
        onChange={(event) => set({ finding: event.currentTarget.value })}
      />
      <TextInput
        label={t("followUp.procedure")}
        maxLength={200}
        value={said.procedure}
        onChange={(event) => set({ procedure: event.currentTarget.value })}
      />
      <TextInput
        label={t("followUp.guideline")}
        maxLength={120}
        value={said.guideline}
        onChange={(event) => set({ guideline: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("followUp.urgency")}
        data={URGENCIES.map((value) => ({ value, label: t(`followUp.urgencies.${value}`) }))}
        value={said.urgency}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ urgency: URGENCIES.find((one) => one === value) ?? "routine" });
        }}
      />
      <TextInput
        className={styles.wide ?? ""}
        label={t("followUp.reason")}
        description={t("followUp.reasonHint")}
        maxLength={500}
        value={said.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </div>
  );
}
