import { useEffect, useRef, useState } from "react";
import { changeDictation, recordDictation } from "@/api/dictations";
import { type Recorder, type Recording, record } from "../audio/recorder";
import { useRefreshDictations } from "./useDictation";

export type TapePhase = "off" | "starting" | "recording" | "paused" | "finished" | "sending";

/**
 * Records for somebody who types. What was recorded stays here until the server has it; who leaves the report while it
 * runs finds it, not yet sent, among what is under way.
 */
export function useTape(reportId: string) {
  const [phase, setPhase] = useState<TapePhase>("off");
  const [elapsed, setElapsed] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const recorder = useRef<Recorder | null>(null);
  const recording = useRef<Recording | null>(null);
  const left = useRef(false);
  const refresh = useRefreshDictations();

  // biome-ignore lint/correctness/useExhaustiveDependencies: it counts on from where it was.
  useEffect(() => {
    if (phase !== "recording") return;
    const begun = performance.now() - elapsed;
    const timer = setInterval(() => setElapsed(performance.now() - begun), 250);
    return () => clearInterval(timer);
  }, [phase]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is kept once, for the report that was left.
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      // Refused where the report was signed meanwhile: then nothing is left to be typed.
      void keep(reportId).then(
        (kept) => kept && refresh(),
        () => undefined,
      );
    };
  }, [reportId]);

  /** Ends what runs and brings it to the server, unsent; null where nothing was recorded. */
  async function keep(report: string) {
    const running = recorder.current;
    const waiting = recording.current;
    // Out of reach at once: who leaves while it is on its way does not bring it twice.
    recorder.current = null;
    recording.current = null;
    const made = waiting ?? (await running?.finish()) ?? null;
    if (made === null) return null;
    setElapsed(made.durationMs);
    try {
      return await recordDictation(report, { ...made, section: "" });
    } catch (error) {
      recording.current = made;
      throw error;
    }
  }

  async function start(): Promise<void> {
    setFailure(null);
    setPhase("starting");
    try {
      const opened = await record();
      // Who left while the microphone was still being opened is not recorded.
      if (left.current) return opened.drop();
      recorder.current = opened;
      setElapsed(0);
      setPhase("recording");
    } catch (error) {
      setFailure(error);
      setPhase("off");
    }
  }

  function pause(): void {
    recorder.current?.pause();
    setPhase("paused");
  }

  function resume(): void {
    recorder.current?.resume();
    setPhase("recording");
  }

  function drop(): void {
    recorder.current?.drop();
    recorder.current = null;
    recording.current = null;
    setPhase("off");
  }

  /** Ends the recording where it still runs, and queues it. Without an answer it stays here to be sent again. */
  async function send(): Promise<void> {
    setFailure(null);
    setPhase("sending");
    try {
      const kept = await keep(reportId);
      setPhase("off");
      if (kept) await changeDictation(kept.id, "send");
    } catch (error) {
      setFailure(error);
      if (recording.current) setPhase("finished");
    } finally {
      refresh();
    }
  }

  return { phase, elapsed, failure, start, pause, resume, drop, send };
}
