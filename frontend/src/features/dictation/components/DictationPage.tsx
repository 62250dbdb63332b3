import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TranscriptionDetail } from "@/api/dictations";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { PlainTable } from "@/ui/PlainTable";
import page from "@/ui/page.module.css";
import { useOwnDictations, useRefreshDictations } from "../hooks/useDictation";
import { DictatedPatient } from "./DictatedPatient";
import { OwnDictation } from "./OwnDictation";
import { SettingsForm } from "./SettingsForm";
import { TypingDesk } from "./TypingDesk";
import { TypingQueue } from "./TypingQueue";
import { WordTable } from "./WordTable";

/** For who types: the queue and the desk. For who dictates: what is under way, and custom words. */
export function DictationPage({ onOpenTask }: { onOpenTask: (taskId: string) => void }) {
  const { t } = useTranslation("dictation");
  const types = useCan("dictation.transcribe");
  const dictates = useCan("dictation.use");
  const manages = useCan("dictation.manage");
  const refresh = useRefreshDictations();
  const [claimed, setClaimed] = useState<TranscriptionDetail | null>(null);

  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      {claimed ? (
        <TypingDesk
          key={claimed.id}
          transcription={claimed}
          onDone={() => {
            setClaimed(null);
            refresh();
          }}
        />
      ) : (
        <>
          <h1>{t("title")}</h1>
          {types ? <TypingQueue onClaimed={setClaimed} /> : null}
          {dictates ? <UnderWay onOpenTask={onOpenTask} /> : null}
          {dictates || manages ? <WordTable keepsOwn={dictates} keepsPractice={manages} /> : null}
          {manages ? <SettingsForm /> : null}
        </>
      )}
    </div>
  );
}

function UnderWay({ onOpenTask }: { onOpenTask: (taskId: string) => void }) {
  const { t } = useTranslation("dictation");
  const found = useOwnDictations({});
  return (
    <PlainTable
      title={t("own.open")}
      explanation={t("own.openHint")}
      empty={t("own.none")}
      rows={found.data?.results}
      error={found.error}
      onRetry={() => void found.refetch()}
      columns={[
        {
          heading: t("own.recording"),
          cell: (row) => formatMoment(row.recorded_at, row.site.time_zone),
        },
        { heading: t("own.patient"), cell: (row) => <DictatedPatient {...row.patient} /> },
        { heading: t("own.study"), cell: (row) => studyTitle(row.study) },
        { heading: t("own.stateHeading"), cell: (row) => <OwnDictation dictation={row} /> },
        {
          heading: "",
          cell: (row) => (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onOpenTask(row.reading_task)}
            >
              {t("own.toReport")}
            </Button>
          ),
        },
      ]}
    />
  );
}
