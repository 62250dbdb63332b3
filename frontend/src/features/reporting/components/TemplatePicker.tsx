import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "@/api/types";
import { useTemplates } from "../hooks/useReport";

/** Chooses the template; asks first when it would replace written text. */
export function TemplatePicker({
  present,
  reportId,
  written,
  disabled,
  onApply,
}: {
  present: Person | null;
  reportId: string;
  written: boolean;
  disabled: boolean;
  onApply: (templateId: string) => void;
}) {
  const { t } = useTranslation("reporting");
  const [asked, setAsked] = useState<Person | null>(null);
  const templates = useTemplates(reportId, !disabled);
  const known = templates.data ?? [];
  const choices =
    present && !known.some(({ id }) => id === present.id) ? [present, ...known] : known;

  /** Names of different levels may be the same. */
  function label({ id, name }: Person): string {
    const level = known.find((one) => one.id === id)?.level ?? "tenant";
    return level === "tenant" ? name : `${name} · ${t(`templateLevel.${level}`)}`;
  }

  function choose(id: string | null): void {
    const template = choices.find((choice) => choice.id === id);
    if (!template || template.id === present?.id) return;
    if (written) setAsked(template);
    else onApply(template.id);
  }

  function confirm(): void {
    if (asked) onApply(asked.id);
    setAsked(null);
  }

  return (
    <>
      <Select
        size="xs"
        flex={1}
        miw={120}
        aria-label={t("template")}
        placeholder={t("template")}
        data={choices.map((choice) => ({ value: choice.id, label: label(choice) }))}
        value={present?.id ?? null}
        onChange={choose}
        disabled={disabled}
        searchable
      />
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t("templateReplace", { name: asked?.name ?? "" })}
      >
        <Stack>
          <Text size="sm">{t("templateReplaceHint")}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(null)}>
              {t("cancel", { ns: "common" })}
            </Button>
            <Button onClick={confirm}>{t("templateConfirm")}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
