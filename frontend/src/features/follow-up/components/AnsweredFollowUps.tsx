import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FollowUp } from "@/api/followUps";
import { useCan } from "@/lib/currentSession";
import { formatDate } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { useFollowUps } from "../hooks/useFollowUps";
import { useFollowUpText } from "../hooks/useFollowUpText";
import { Decision } from "./Decision";
import styles from "./followUp.module.css";

/** To the reader of a study: which earlier recommendation it answers, or may answer, in the words of that report. */
export function AnsweredFollowUps({ studyId }: { studyId: string }) {
  const { t } = useTranslation("followUp");
  const found = useFollowUps({ answered_by: studyId }, useCan("follow_up.view"));
  const rows = found.data?.results ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label={t("answers.title")}>
      {rows.map((row) => (
        <Answered key={row.id} row={row} />
      ))}
    </section>
  );
}

function Answered({ row }: { row: FollowUp }) {
  const { t } = useTranslation("followUp");
  const { what, when } = useFollowUpText();
  const [open, setOpen] = useState(false);
  const said = { day: formatDate(row.examined_on), name: row.recommended_by.name };
  const decided = row.proposed_match === null;
  return (
    <div className={`${styles.card} ${styles.panel}`}>
      <p>
        <strong>{t(decided ? "answers.certain" : "answers.possible", said)}</strong> {what(row)}
        {row.finding ? ` · ${row.finding}` : ""}
      </p>
      {open ? (
        <blockquote className={styles.quote}>
          {row.quote}
          <br />
          <span className={styles.soft}>
            {studyTitle(row.study)} · {when(row)}
          </span>
        </blockquote>
      ) : null}
      <Button
        size="compact-xs"
        variant="default"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t(open ? "answers.hide" : "answers.show")}
      </Button>
      {row.proposed_match ? <Decision match={row.proposed_match} /> : null}
    </div>
  );
}
