import { Button, Tabs, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { getReportTemplate, templateKeys } from "@/api/reportTemplates";
import type { ReportTemplateDetail } from "@/api/types";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import { useTemplate } from "../hooks/useTemplate";
import { withSection } from "../model/content";
import styles from "../templates.module.css";
import { ConditionFields } from "./ConditionFields";
import { TemplateActions } from "./TemplateActions";
import { TemplatePreviewPane } from "./TemplatePreviewPane";
import { TemplateVersions } from "./TemplateVersions";

/** One template: its text and conditions in the middle, preview and versions beside it. */
export function TemplateEditor({
  id,
  onShow,
}: {
  id: string;
  onShow: (id: string | null) => void;
}) {
  const template = useQuery({
    queryKey: templateKeys.detail(id),
    queryFn: () => getReportTemplate(id),
    // The text in hand is the truth while it is edited.
    refetchOnWindowFocus: false,
  });
  if (template.error) {
    return <FailureState error={template.error} onRetry={() => void template.refetch()} />;
  }
  if (!template.data) return null;
  return <LoadedTemplate template={template.data} onShow={onShow} />;
}

function LoadedTemplate({
  template,
  onShow,
}: {
  template: ReportTemplateDetail;
  onShow: (id: string | null) => void;
}) {
  const { t } = useTranslation("templates");
  const failureText = useFailureText();
  const [publishing, setPublishing] = useState(false);
  const work = useTemplate(template, () => onShow(null));
  const { content, changed, save, publish, change } = work;
  const readOnly = !template.may_edit || template.state === "retired";
  const mayPublish = !readOnly && (changed || template.draft !== null);
  useUnsavedWarning(changed);
  useHotkeys({
    "control+s": () => {
      if (!readOnly) save.mutate();
    },
    "control+enter": () => setPublishing(mayPublish),
    ...sectionKeys(),
  });
  if (!content) return null;
  const error = publish.error ?? save.error ?? change.error;
  const isConflict = error instanceof ApiProblem && error.code === "template_conflict";
  return (
    <>
      <main className={styles.pane} aria-label={template.name}>
        <TemplateActions
          template={template}
          content={content}
          work={work}
          publishing={publishing}
          onPublishing={setPublishing}
          mayPublish={mayPublish}
          onShow={onShow}
        />
        {template.may_edit ? null : <Banner tone="note">{t("readOnly")}</Banner>}
        {error ? (
          <Banner
            tone="danger"
            action={
              isConflict ? (
                <Button size="compact-xs" variant="default" onClick={() => void work.reload()}>
                  {t("reload")}
                </Button>
              ) : null
            }
          >
            {isConflict ? t("conflict") : failureText(error)}
          </Banner>
        ) : null}
        <TextInput
          mb="sm"
          label={t("name")}
          maxLength={200}
          readOnly={readOnly}
          value={content.name}
          onChange={(event) => work.edit({ name: event.currentTarget.value })}
        />
        <ConditionFields content={content} readOnly={readOnly} onEdit={work.edit} />
        <h2>{t("sections")}</h2>
        <p className={styles.hint}>{t("grammar", { merge: "{{prior_date}}" })}</p>
        {content.sections.map(({ code, title, body }, place) => (
          <div key={code} className={styles.section}>
            <label htmlFor={`template-${code}`}>
              {title}
              <kbd aria-hidden>Alt {place + 1}</kbd>
            </label>
            <Textarea
              id={`template-${code}`}
              data-template-section={place + 1}
              autosize
              minRows={2}
              readOnly={readOnly}
              value={body}
              onChange={(event) => work.edit(withSection(content, code, event.currentTarget.value))}
            />
          </div>
        ))}
      </main>
      <aside className={styles.pane}>
        <Tabs defaultValue="preview" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="preview">{t("preview")}</Tabs.Tab>
            <Tabs.Tab value="versions">{t("versions")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="preview">
            <TemplatePreviewPane template={template} content={content} />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <TemplateVersions
              template={template}
              onRollBack={(number) => change.mutate({ rollBackTo: number })}
            />
          </Tabs.Panel>
        </Tabs>
      </aside>
    </>
  );
}

/** Alt+1 … Alt+5 go to the sections. */
function sectionKeys() {
  return Object.fromEntries(
    [1, 2, 3, 4, 5].map((place) => [
      `alt+${place}`,
      () =>
        document
          .querySelector<HTMLTextAreaElement>(`textarea[data-template-section="${place}"]`)
          ?.focus(),
    ]),
  );
}

/** The browser asks before text that was not saved is left. */
function useUnsavedWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
