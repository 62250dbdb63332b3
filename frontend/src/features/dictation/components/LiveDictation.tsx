import { Button } from "@mantine/core";
import { IconMicrophone, IconPlayerStop } from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { DictationSettings } from "@/api/dictations";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, KeyHint } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useCustomWords } from "../hooks/useDictation";
import { useFailureWords } from "../hooks/useFailureWords";
import { type LiveSource, useListening } from "../hooks/useListening";
import type { TextPort } from "../model/textPort";
import styles from "./dictation.module.css";
import { LevelMeter } from "./LevelMeter";

/** Begins and stops listening; what is heard goes into the text. */
export function LiveDictation({
  reportId,
  source,
  settings,
  text,
  children,
}: {
  reportId: string;
  source: LiveSource;
  settings: DictationSettings;
  text: TextPort;
  /** The choice of the way of dictating. */
  children: ReactNode;
}) {
  const { t } = useTranslation("dictation");
  const failureWords = useFailureWords();
  const words = useCustomWords(source === "browser");
  const listening = useListening({ reportId, source, language: settings.language, words, text });
  const { phase, waiting, unheard } = listening;
  const listens = phase === "listening" || phase === "starting";
  const toggle = () => (listens ? listening.stop() : void listening.start());
  useHotkeys({ f4: toggle });
  useKeyHelp(
    useMemo(() => ({ title: t("keys.title"), keys: [["F4", t("keys.toggle")]] as const }), [t]),
  );
  const rests = source === "engine" && settings.engine.rest_seconds > 0 && !listens;

  return (
    <>
      <div className={styles.row}>
        <Button
          size="compact-sm"
          variant={listens ? "filled" : "default"}
          color={listens ? "red" : "gray"}
          aria-pressed={listens}
          leftSection={listens ? <IconPlayerStop size={14} /> : <IconMicrophone size={14} />}
          rightSection={<KeyHint>F4</KeyHint>}
          // The cursor stays in the section that gets the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={toggle}
        >
          {t(listens ? "stop" : "start")}
        </Button>
        {listens ? <LevelMeter level={listening.level} listens={phase === "listening"} /> : null}
        <span role="status" className={styles.phase} data-phase={phase}>
          {t(`phase.${spoken(phase, waiting)}`)}
        </span>
        {listens ? null : children}
      </div>
      {source === "browser" ? <p className={styles.note}>{t("browserNote")}</p> : null}
      {phase === "down" || rests ? <Banner tone="warning">{t("down")}</Banner> : null}
      {unheard > 0 ? (
        <Banner
          tone="warning"
          action={
            <>
              <Button size="compact-xs" variant="default" onClick={listening.tryAgain}>
                {t("tryAgain")}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={listening.drop}>
                {t("drop")}
              </Button>
            </>
          }
        >
          {t("unheard", { count: unheard })}
        </Banner>
      ) : null}
      {phase === "refused" ? (
        <Banner tone="warning">{failureWords(listening.failure)}</Banner>
      ) : null}
      {listening.unknownMacro ? (
        <Banner tone="note">{t("noMacro", { name: listening.unknownMacro })}</Banner>
      ) : null}
    </>
  );
}

function spoken(phase: string, waiting: number) {
  if (phase === "starting") return "starting";
  if (phase === "listening") return waiting > 0 ? "writing" : "listening";
  return waiting > 0 ? "finishing" : "off";
}
