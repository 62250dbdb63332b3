import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, hasCode } from "@/api/problem";
import { formatClock } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import type { DraftInHand } from "../hooks/useDraft";
import styles from "./rules.module.css";

/** How the draft stands, and the way from it to what is in force. */
export function DraftBar({
  draft,
  mayEdit,
  changes,
  basedOn,
  onDryRun,
  onPublish,
  onReload,
}: {
  draft: DraftInHand;
  mayEdit: boolean;
  changes: number;
  /** The version in force; null before the first. */
  basedOn: number | null;
  onDryRun: () => void;
  onPublish: () => void;
  onReload: () => void;
}) {
  const { t } = useTranslation("rules");
  const conflict = hasCode(draft.error, "draft_conflict") ? draft.error : null;
  const other = conflict ? saverIn(conflict) : null;
  return (
    <>
      <div className={styles.head}>
        <h1>{t("title")}</h1>
        <p className={styles.status}>
          <span role="status" data-status={draft.saveState}>
            <SaveText draft={draft} />
          </span>
          {changes === 0
            ? t("draft.untouched")
            : basedOn === null
              ? t("draft.changedFirst", { count: changes })
              : t("draft.changed", { count: changes, number: basedOn })}
        </p>
        {mayEdit ? (
          <div className={styles.push}>
            <Tooltip label={`${t("draft.undo")} (Ctrl+Z)`}>
              <ActionIcon
                variant="default"
                aria-label={t("draft.undo")}
                disabled={!draft.canUndo}
                onClick={draft.undo}
              >
                <IconArrowBackUp size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={`${t("draft.redo")} (Ctrl+Y)`}>
              <ActionIcon
                variant="default"
                aria-label={t("draft.redo")}
                disabled={!draft.canRedo}
                onClick={draft.redo}
              >
                <IconArrowForwardUp size={16} />
              </ActionIcon>
            </Tooltip>
            <Button size="compact-sm" variant="default" onClick={onDryRun}>
              {t("draft.check")}
            </Button>
            <Button
              size="compact-sm"
              disabled={changes === 0 || draft.problems.length > 0 || conflict !== null}
              onClick={onPublish}
            >
              {t("draft.publish")}
            </Button>
          </div>
        ) : null}
      </div>
      <p className={styles.faint}>{mayEdit ? t("introduction") : t("draft.readOnly")}</p>
      {conflict ? (
        <Banner
          tone="danger"
          action={
            <Button size="compact-sm" variant="default" onClick={onReload}>
              {t("draft.load")}
            </Button>
          }
        >
          {other ? t("draft.conflict", { name: other }) : t("draft.conflictSomebody")}
        </Banner>
      ) : null}
      {draft.problems.length > 0 ? (
        <Banner tone="warning">{t("draft.problems", { count: draft.problems.length })}</Banner>
      ) : null}
    </>
  );
}

/** Who saved the draft that stands in the way. */
function saverIn({ body: { draft } }: ApiProblem): string | null {
  if (typeof draft !== "object" || draft === null || !("saved_by" in draft)) return null;
  const saver = draft.saved_by;
  if (typeof saver !== "object" || saver === null || !("name" in saver)) return null;
  return typeof saver.name === "string" ? saver.name : null;
}

function SaveText({ draft }: { draft: DraftInHand }) {
  const { t } = useTranslation("rules");
  const failureText = useFailureText();
  switch (draft.saveState) {
    case "saving":
      return `${t("draft.saving")} · `;
    case "failed":
      return `${t("draft.failed", { reason: failureText(draft.error) })} · `;
    case "waiting":
      return `${t("draft.waiting")} · `;
    case "saved":
      return draft.savedAt ? `${t("draft.saved", { moment: formatClock(draft.savedAt) })} · ` : "";
  }
}
