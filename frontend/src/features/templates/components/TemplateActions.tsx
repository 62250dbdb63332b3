import { Button, Modal, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { templateFileUrl } from "@/api/reportTemplates";
import type { ReportTemplateDetail, TemplateContent } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { Tag } from "@/ui/Tag";
import type { useTemplate } from "../hooks/useTemplate";
import styles from "../templates.module.css";
import { NewTemplateDialog } from "./NewTemplateDialog";

/** What is done with a template as a whole, and where it stands. */
export function TemplateActions({
  template,
  content,
  work,
  publishing,
  onPublishing,
  mayPublish,
  onShow,
}: {
  template: ReportTemplateDetail;
  content: TemplateContent;
  work: ReturnType<typeof useTemplate>;
  publishing: boolean;
  onPublishing: (publishing: boolean) => void;
  mayPublish: boolean;
  onShow: (id: string | null) => void;
}) {
  const { t } = useTranslation("templates");
  const { may_edit, state, draft, number } = template;
  return (
    <div className={styles.bar}>
      <Tag
        tone={state === "published" ? "good" : "plain"}
        shape={state === "published" ? "●" : "○"}
      >
        {t(`state.${state}`)}
      </Tag>
      {number > 0 ? <small>{t("version", { number })}</small> : null}
      {work.changed ? (
        <Tag tone="urgent" shape="✎">
          {t("unsaved")}
        </Tag>
      ) : draft ? (
        <small>
          {t("savedBy", {
            name: draft.saved_by?.name ?? "",
            moment: formatMoment(draft.saved_at),
          })}
        </small>
      ) : null}
      {may_edit && state !== "retired" ? (
        <>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!work.changed}
            loading={work.save.isPending}
            onClick={() => work.save.mutate()}
          >
            {t("save")}
          </Button>
          <Button size="compact-sm" disabled={!mayPublish} onClick={() => onPublishing(true)}>
            {t("publish")}
          </Button>
        </>
      ) : null}
      {may_edit && (draft || state === "draft") ? (
        <FormDialog
          action={t("discard")}
          submit={t("discard")}
          danger
          run={() => work.change.mutateAsync("discard")}
        >
          <Text size="sm">{state === "draft" ? t("deleteAsk") : t("discardAsk")}</Text>
        </FormDialog>
      ) : null}
      {may_edit && state === "published" ? (
        <FormDialog
          action={t("retire")}
          submit={t("retire")}
          danger
          run={() => work.change.mutateAsync("retire")}
        >
          <Text size="sm">{t("retireAsk")}</Text>
        </FormDialog>
      ) : null}
      {may_edit && state === "retired" ? (
        <Button size="compact-sm" onClick={() => work.change.mutate("restore")}>
          {t("restore")}
        </Button>
      ) : null}
      <NewTemplateDialog action={t("copy")} from={content} onMade={onShow} />
      <Button
        size="compact-xs"
        variant="default"
        component="a"
        href={templateFileUrl(template.id)}
        download
      >
        {t("export")}
      </Button>
      <PublishDialog
        name={content.name}
        opened={publishing}
        onClose={() => onPublishing(false)}
        publish={async (note) => {
          await work.publish.mutateAsync(note);
          notifications.show({ message: t("published", { number: number + 1 }) });
        }}
      />
    </div>
  );
}

function PublishDialog({
  name,
  opened,
  onClose,
  publish,
}: {
  name: string;
  opened: boolean;
  onClose: () => void;
  publish: (note: string) => Promise<void>;
}) {
  const { t } = useTranslation(["templates", "common"]);
  const [note, setNote] = useState("");

  function send(event: FormEvent): void {
    event.preventDefault();
    // A refusal is told above the text, where it is mended.
    void publish(note.trim())
      .then(() => setNote(""))
      .catch(() => undefined)
      .finally(onClose);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t("publishTitle", { name })}>
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm">{t("publishHint")}</Text>
          <Textarea
            label={t("note")}
            placeholder={t("notePlaceholder")}
            maxLength={500}
            autosize
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button type="submit">{t("publish")}</Button>
        </Stack>
      </form>
    </Modal>
  );
}
