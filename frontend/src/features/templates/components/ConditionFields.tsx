import { NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TemplateContent } from "@/api/types";
import styles from "../templates.module.css";

/** Which studies the template begins reports on. */
export function ConditionFields({
  content,
  readOnly,
  onEdit,
}: {
  content: TemplateContent;
  readOnly: boolean;
  onEdit: (change: Partial<TemplateContent>) => void;
}) {
  const { t } = useTranslation("templates");
  const sexes = (["any", "F", "M"] as const).map((value) => ({
    value,
    label: t(`sexes.${value}`),
  }));
  return (
    <>
      <h2>{t("conditions")}</h2>
      <p className={styles.hint}>{t("conditionsHint")}</p>
      <div className={styles.conditions}>
        <TextInput
          size="xs"
          label={t("modality")}
          placeholder={t("modalityPlaceholder")}
          maxLength={16}
          readOnly={readOnly}
          value={content.modality ?? ""}
          onChange={(event) => onEdit({ modality: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t("bodyPart")}
          placeholder={t("bodyPartPlaceholder")}
          maxLength={64}
          readOnly={readOnly}
          value={content.body_part ?? ""}
          onChange={(event) => onEdit({ body_part: event.currentTarget.value })}
        />
        <Select
          size="xs"
          label={t("sex")}
          data={sexes}
          readOnly={readOnly}
          allowDeselect={false}
          value={content.sex || "any"}
          onChange={(sex) => onEdit({ sex: sex === "F" || sex === "M" ? sex : "" })}
        />
        <NumberInput
          size="xs"
          label={t("ageFrom")}
          min={0}
          max={150}
          allowDecimal={false}
          readOnly={readOnly}
          value={content.age_from ?? ""}
          onChange={(age) => onEdit({ age_from: years(age) })}
        />
        <NumberInput
          size="xs"
          label={t("ageTo")}
          min={0}
          max={150}
          allowDecimal={false}
          readOnly={readOnly}
          value={content.age_to ?? ""}
          onChange={(age) => onEdit({ age_to: years(age) })}
        />
        <TagsInput
          className={styles.wide ?? ""}
          size="xs"
          label={t("procedureWords")}
          description={t("procedureWordsHint")}
          maxTags={50}
          splitChars={[]}
          readOnly={readOnly}
          value={content.procedure_words ?? []}
          onChange={(procedure_words) => onEdit({ procedure_words })}
        />
        <TagsInput
          className={styles.wide ?? ""}
          size="xs"
          label={t("procedureCodes")}
          maxTags={50}
          readOnly={readOnly}
          value={content.procedure_codes ?? []}
          onChange={(procedure_codes) => onEdit({ procedure_codes })}
        />
      </div>
    </>
  );
}

function years(value: string | number): number | null {
  return typeof value === "number" ? value : null;
}
