import { Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { previewReportMacro, reportMacroKeys } from "@/api/reportMacros";
import type { NewReportMacro, ReportMacro } from "@/api/types";
import { Banner, useFailureText } from "@/ui/feedback";
import styles from "./macros.module.css";

export type MacroContent = Omit<NewReportMacro, "shared">;

export const EMPTY_MACRO: MacroContent = {
  code: "",
  title: "",
  text: "",
  section: "",
  modality: "",
  body_part: "",
};

const SECTIONS = ["indication", "technique", "comparison", "findings", "impression"] as const;

export function contentOf(macro: ReportMacro): MacroContent {
  const { code, title, text, section, modality, body_part } = macro;
  return { code, title, text, section, modality, body_part };
}

/** What a macro is called and says, with how it will stand in a report. */
export function MacroForm({
  shared,
  content,
  onChange,
}: {
  shared: boolean;
  content: MacroContent;
  onChange: (content: MacroContent) => void;
}) {
  const { t } = useTranslation(["macros", "reporting"]);
  const set = (change: Partial<MacroContent>) => onChange({ ...content, ...change });
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <TextInput
          label={t("code")}
          description={t("codeHint")}
          required
          maxLength={40}
          value={content.code}
          onChange={(event) => set({ code: event.currentTarget.value.toLowerCase() })}
        />
        <TextInput
          label={t("name")}
          description={" "}
          required
          maxLength={120}
          value={content.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
      </Group>
      <Textarea
        label={t("text")}
        description={t("textHint", { open: "{{", close: "}}" })}
        autosize
        minRows={4}
        maxRows={14}
        required
        spellCheck
        maxLength={20_000}
        value={content.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Preview shared={shared} code={content.code} text={content.text} />
      <Group grow>
        <NativeSelect
          label={t("section")}
          value={content.section}
          data={[{ value: "", label: t("anySection") }, ...SECTIONS]}
          onChange={(event) => {
            const chosen = SECTIONS.find((one) => one === event.currentTarget.value);
            set({ section: chosen ?? "" });
          }}
        />
        <TextInput
          label={t("modality")}
          maxLength={16}
          value={content.modality}
          onChange={(event) => set({ modality: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={t("bodyPart")}
          maxLength={64}
          value={content.body_part}
          onChange={(event) => set({ body_part: event.currentTarget.value.toUpperCase() })}
        />
      </Group>
    </Stack>
  );
}

function Preview({ shared, code, text }: { shared: boolean; code: string; text: string }) {
  const { t } = useTranslation("macros");
  const failureText = useFailureText();
  const [settled] = useDebouncedValue(text, 400);
  const shown = useQuery({
    queryKey: reportMacroKeys.preview(shared, code, settled),
    queryFn: () => previewReportMacro({ shared, code, text: settled }),
    enabled: settled.trim() !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section aria-label={t("preview")}>
      <Text size="sm" fw={600}>
        {t("preview")}
      </Text>
      {shown.error ? <Banner tone="warning">{failureText(shown.error)}</Banner> : null}
      <p className={styles.preview} dir="auto" aria-live="polite">
        {settled.trim() === "" ? t("previewEmpty") : (shown.data ?? "")}
      </p>
    </section>
  );
}
