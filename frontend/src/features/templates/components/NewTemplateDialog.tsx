import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { createReportTemplate, templateKeys } from "@/api/reportTemplates";
import type { TemplateContent } from "@/api/types";
import { FormDialog } from "@/ui/FormDialog";
import { LevelFields, useOwnLevels, type Whose } from "./LevelFields";

/** Makes a draft, empty or from another template's text. */
export function NewTemplateDialog({
  action,
  from,
  onMade,
}: {
  action: ReactNode;
  from?: TemplateContent;
  onMade: (id: string) => void;
}) {
  const { t } = useTranslation("templates");
  const client = useQueryClient();
  const levels = useOwnLevels();
  const [name, setName] = useState("");
  const [whose, setWhose] = useState<Whose>({ level: levels[0] ?? "personal", site: null });
  if (levels.length === 0) return null;

  async function make(): Promise<void> {
    const content = from ? { ...from, name: name.trim() } : { name: name.trim(), sections: [] };
    const made = await createReportTemplate({ ...whose, content });
    await client.invalidateQueries({ queryKey: templateKeys.all });
    onMade(made.id);
  }

  return (
    <FormDialog
      action={action}
      title={from ? t("copyTitle", { name: from.name }) : t("newTitle")}
      submit={t("create")}
      ready={name.trim() !== "" && (whose.level !== "site" || whose.site !== null)}
      onOpen={() => setName(from ? t("copyName", { name: from.name }).slice(0, 200) : "")}
      run={make}
    >
      <LevelFields whose={whose} onChange={setWhose} />
      <TextInput
        label={t("name")}
        required
        maxLength={200}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
