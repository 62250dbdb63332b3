import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listKeptDrafts, reportKeys } from "@/api/reports";
import type { Report } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { FailureState } from "@/ui/feedback";
import styles from "./report.module.css";

/** Draft texts that another reader or a template replaced; fetched when asked, as the server notes the view. */
export function EarlierText({ report }: { report: Report }) {
  const { t } = useTranslation("reporting");
  const mayRead = useCan("report.write");
  const [open, setOpen] = useState(false);
  const kept = useQuery({
    queryKey: reportKeys.keptDrafts(report.id),
    queryFn: () => listKeptDrafts(report.id),
    enabled: open,
    gcTime: 0,
  });
  if (!mayRead || report.kept_draft_count === 0) return null;
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t("earlier.action")} ({report.kept_draft_count})
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t("earlier.action")} size="lg">
        {kept.error ? (
          <FailureState error={kept.error} onRetry={() => void kept.refetch()} />
        ) : null}
        {kept.data?.map((draft) => (
          <section key={draft.revision} className={styles.section}>
            <h3>
              {t("earlier.by", {
                name: draft.saved_by.name,
                moment: formatMoment(draft.saved_at),
              })}
            </h3>
            {draft.sections
              .filter(({ body }) => body.trim() !== "")
              .map((section) => (
                <div key={section.code}>
                  <div className={styles.label}>{section.title}</div>
                  <p className={styles.body}>{section.body}</p>
                </div>
              ))}
          </section>
        ))}
      </Modal>
    </>
  );
}
