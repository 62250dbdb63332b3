import { Checkbox, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CriticalCategory,
  changeCategory,
  criticalPolicyKeys,
  listCategories,
} from "@/api/criticalPolicy";
import { wholeSpan } from "@/lib/timeLeft";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import styles from "./critical.module.css";
import { SpanField } from "./SpanField";

export function CategoryTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("criticalResults");
  const categories = useQuery({
    queryKey: criticalPolicyKeys.categories,
    queryFn: listCategories,
  });
  return (
    <PlainTable
      title={t("policy.categories")}
      explanation={t("policy.categoriesHint")}
      empty=""
      rows={categories.data?.map((category) => ({ ...category, id: String(category.number) }))}
      error={categories.error}
      onRetry={() => void categories.refetch()}
      columns={[
        { heading: t("policy.number"), cell: ({ number }) => <strong>{number}</strong> },
        { heading: t("policy.name"), cell: ({ name }) => name },
        { heading: t("policy.deadline"), cell: ({ minutes }) => wholeSpan(minutes) },
        {
          heading: t("policy.readBack"),
          cell: ({ read_back_required: needed }) =>
            needed ? t("policy.readBackYes") : t("policy.readBackNo"),
        },
        {
          heading: "",
          cell: (category) => (mayManage ? <CategoryForm category={category} /> : null),
        },
      ]}
    />
  );
}

function CategoryForm({ category }: { category: CriticalCategory }) {
  const { t } = useTranslation(["criticalResults", "common"]);
  const client = useQueryClient();
  const [name, setName] = useState(category.name);
  const [minutes, setMinutes] = useState(category.minutes);
  const [readBack, setReadBack] = useState(category.read_back_required);
  return (
    <FormDialog
      action={t("policy.change")}
      label={t("policy.changeCategory", { number: category.number })}
      title={t("policy.changeCategory", { number: category.number })}
      submit={t("common:save")}
      ready={name.trim() !== "" && minutes > 0}
      onOpen={() => {
        setName(category.name);
        setMinutes(category.minutes);
        setReadBack(category.read_back_required);
      }}
      run={async () => {
        await changeCategory(category.number, { name, minutes, read_back_required: readBack });
        await client.invalidateQueries({ queryKey: criticalPolicyKeys.all });
      }}
    >
      <TextInput
        label={t("policy.name")}
        required
        data-autofocus
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SpanField label={t("policy.deadline")} minutes={minutes} least={1} onChange={setMinutes} />
      <Checkbox
        label={t("policy.readBackNeeded")}
        description={t("policy.readBackHint")}
        checked={readBack}
        onChange={(event) => setReadBack(event.currentTarget.checked)}
      />
      <p className={styles.soft}>{t("policy.fromNext")}</p>
    </FormDialog>
  );
}
