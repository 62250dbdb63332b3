import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DictationSettings } from "@/api/dictations";
import { useCan } from "@/lib/currentSession";
import { hasBrowserSpeech } from "../audio/browserSpeech";
import { useDictationSettings } from "../hooks/useDictation";
import { chosenSource, keepSource, type Source, sourcesOf } from "../model/sources";
import type { TextPort } from "../model/textPort";
import styles from "./dictation.module.css";
import { LiveDictation } from "./LiveDictation";
import { ReportDictations } from "./ReportDictations";
import { TapeRecorder } from "./TapeRecorder";

interface Props {
  reportId: string;
  writable: boolean;
  text: TextPort;
}

/** Beside the report's text: dictate into it, or record for somebody who types. */
export function DictationBar(props: Props) {
  const may = useCan("dictation.use");
  const settings = useDictationSettings();
  if (!may || !props.writable || !settings.data) return null;
  return <Bar {...props} settings={settings.data} />;
}

function Bar({ reportId, text, settings }: Props & { settings: DictationSettings }) {
  const { t } = useTranslation("dictation");
  const offered = sourcesOf(settings, hasBrowserSpeech());
  const [chosen, setChosen] = useState<Source | null>(() => chosenSource(offered));
  const source = offered.find((one) => one === chosen) ?? offered[0];
  if (source === undefined) return null;

  const choice =
    offered.length > 1 ? (
      <NativeSelect
        size="xs"
        className={styles.source}
        aria-label={t("source.label")}
        value={source}
        data={offered.map((one) => ({ value: one, label: t(`source.${one}`) }))}
        onChange={(event) => {
          const next = offered.find((one) => one === event.currentTarget.value);
          if (!next) return;
          keepSource(next);
          setChosen(next);
        }}
      />
    ) : null;

  return (
    <section className={styles.bar} aria-label={t("title")}>
      {source === "person" ? (
        <TapeRecorder reportId={reportId}>{choice}</TapeRecorder>
      ) : (
        <LiveDictation
          key={source}
          reportId={reportId}
          source={source}
          settings={settings}
          text={text}
        >
          {choice}
        </LiveDictation>
      )}
      {settings.transcription ? <ReportDictations reportId={reportId} text={text} /> : null}
    </section>
  );
}
