import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  discardTemplateDraft,
  publishTemplate,
  restoreTemplate,
  retireTemplate,
  rollBackTemplate,
  saveTemplateDraft,
  templateKeys,
} from "@/api/reportTemplates";
import type { ReportTemplateDetail, TemplateContent } from "@/api/types";
import { contentOf } from "../model/content";

/** The text in hand of one template, and everything that can be done with it. */
export function useTemplate(template: ReportTemplateDetail, onGone: () => void) {
  const client = useQueryClient();
  const [edited, setEdited] = useState<TemplateContent | null>(null);
  const content = edited ?? contentOf(template);

  async function settle(next: ReportTemplateDetail): Promise<void> {
    client.setQueryData(templateKeys.detail(template.id), next);
    await client.invalidateQueries({ queryKey: templateKeys.all, refetchType: "active" });
  }

  const save = useMutation({
    mutationFn: async (): Promise<ReportTemplateDetail> => {
      if (edited === null) return template;
      const saved = await saveTemplateDraft(template.id, template.draft_revision, edited);
      // What was typed while it was sent stays in hand.
      setEdited((now) => (now === edited ? null : now));
      await settle(saved);
      return saved;
    },
  });
  const publish = useMutation({
    mutationFn: async (note: string) => {
      const saved = await save.mutateAsync();
      await settle(await publishTemplate(template.id, saved.draft_revision, note));
    },
  });
  const change = useMutation({
    mutationFn: async (action: "retire" | "restore" | "discard" | { rollBackTo: number }) => {
      if (typeof action === "object") {
        return settle(await rollBackTemplate(template.id, action.rollBackTo));
      }
      if (action === "retire") return settle(await retireTemplate(template.id));
      if (action === "restore") return settle(await restoreTemplate(template.id));
      await discardTemplateDraft(template.id);
      setEdited(null);
      if (template.state === "draft") onGone();
      await client.invalidateQueries({ queryKey: templateKeys.all });
    },
  });

  return {
    content,
    changed: edited !== null,
    edit: (part: Partial<TemplateContent>) => {
      if (content) setEdited({ ...content, ...part });
    },
    reload: async () => {
      setEdited(null);
      save.reset();
      publish.reset();
      await client.invalidateQueries({ queryKey: templateKeys.detail(template.id) });
    },
    save,
    publish,
    change,
  };
}
