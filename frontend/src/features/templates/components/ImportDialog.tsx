import { Button, FileInput, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { importTemplate, templateKeys } from "@/api/reportTemplates";
import { Banner, useFailureText } from "@/ui/feedback";
import { LevelFields, useOwnLevels, type Whose } from "./LevelFields";

/** Reads an MRRT file into a draft, and says what of it could not be carried. */
export function ImportDialog({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useTranslation(["templates", "common"]);
  const client = useQueryClient();
  const failureText = useFailureText();
  const levels = useOwnLevels();
  const [opened, setOpened] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [whose, setWhose] = useState<Whose>({ level: levels[0] ?? "personal", site: null });
  const importing = useMutation({
    mutationFn: (chosen: File) => importTemplate(chosen, whose.level, whose.site),
    onSuccess: async ({ template }) => {
      await client.invalidateQueries({ queryKey: templateKeys.all });
      onMade(template.id);
    },
  });
  if (levels.length === 0) return null;

  function open(): void {
    importing.reset();
    setFile(null);
    setOpened(true);
  }

  function send(event: FormEvent): void {
    event.preventDefault();
    if (file) importing.mutate(file);
  }

  return (
    <>
      <Button size="compact-xs" variant="default" onClick={open}>
        {t("import")}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t("importTitle")}>
        {importing.data ? (
          <Stack gap="sm">
            <Banner tone="note">{t("imported")}</Banner>
            {importing.data.warnings.length === 0 ? (
              <Text size="sm">{t("importedWhole")}</Text>
            ) : (
              <>
                <Text size="sm">{t("importedLosses")}</Text>
                <List size="sm">
                  {importing.data.warnings.map(({ code, message }) => (
                    <List.Item key={code}>{message}</List.Item>
                  ))}
                </List>
              </>
            )}
            <Button data-autofocus onClick={() => setOpened(false)}>
              {t("done")}
            </Button>
          </Stack>
        ) : (
          <form onSubmit={send}>
            <Stack gap="sm">
              <Text size="sm">{t("importHint")}</Text>
              <LevelFields whose={whose} onChange={setWhose} />
              <FileInput
                label={t("file")}
                required
                accept=".html,.htm,text/html"
                value={file}
                onChange={setFile}
              />
              {importing.error ? (
                <Banner tone="danger">{failureText(importing.error)}</Banner>
              ) : null}
              <Group justify="flex-end">
                <Button variant="default" onClick={() => setOpened(false)}>
                  {t("common:cancel")}
                </Button>
                <Button
                  type="submit"
                  loading={importing.isPending}
                  disabled={!file || (whose.level === "site" && !whose.site)}
                >
                  {t("import")}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </>
  );
}
