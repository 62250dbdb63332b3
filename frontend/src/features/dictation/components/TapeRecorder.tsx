import { Button } from "@mantine/core";
import { IconPlayerRecord } from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, KeyHint } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useFailureWords } from "../hooks/useFailureWords";
import { useTape } from "../hooks/useTape";
import { clockOf } from "../model/time";
import styles from "./dictation.module.css";

/** Records what somebody else will type. */
export function TapeRecorder({ reportId, children }: { reportId: string; children: ReactNode }) {
  const { t } = useTranslation("dictation");
  const failureWords = useFailureWords();
  const tape = useTape(reportId);
  const { phase } = tape;
  const time = clockOf(tape.elapsed);
  const toggle = () => {
    if (phase === "off") void tape.start();
    else if (phase === "recording") tape.pause();
    else if (phase === "paused") tape.resume();
  };
  useHotkeys({ f4: toggle });
  useKeyHelp(
    useMemo(() => ({ title: t("keys.title"), keys: [["F4", t("keys.toggle")]] as const }), [t]),
  );
  const button = (label: string, onClick: () => void, variant = "default") => (
    <Button size="compact-sm" variant={variant} onClick={onClick}>
      {label}
    </Button>
  );

  return (
    <>
      <div className={styles.row}>
        {phase === "off" || phase === "recording" || phase === "paused" ? (
          <Button
            size="compact-sm"
            variant={phase === "recording" ? "filled" : "default"}
            color={phase === "recording" ? "red" : "gray"}
            leftSection={<IconPlayerRecord size={14} />}
            rightSection={<KeyHint>F4</KeyHint>}
            onClick={toggle}
          >
            {t(
              phase === "off"
                ? "recorder.start"
                : phase === "recording"
                  ? "recorder.pause"
                  : "recorder.resume",
            )}
          </Button>
        ) : null}
        <span role="status" className={styles.phase} data-phase={phase}>
          {phase === "starting" ? t("recorder.starting") : null}
          {phase === "recording" ? t("recorder.recording", { time }) : null}
          {phase === "paused" ? t("recorder.paused", { time }) : null}
          {phase === "finished" ? t("recorder.finished", { time }) : null}
          {phase === "sending" ? t("recorder.sending") : null}
        </span>
        {phase === "recording" || phase === "paused" || phase === "finished" ? (
          <>
            {button(t("recorder.send"), () => void tape.send(), "filled")}
            {button(t("recorder.drop"), tape.drop, "subtle")}
          </>
        ) : null}
        {phase === "off" ? children : null}
      </div>
      {tape.failure ? <Banner tone="warning">{failureWords(tape.failure)}</Banner> : null}
    </>
  );
}
