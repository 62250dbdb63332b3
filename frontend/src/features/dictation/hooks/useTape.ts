import { useEffect, useRef, useState } from "react";
import { changeDictation, recordDictation } from "@/api/dictations";
import { type Recorder, type Recording, record } from "../audio/recorder";
import { useRefreshDictations } from "./useDictation";

export type TapePhase = "off" | "recording" | "paused" | "finished" | "sending";

/** Records for somebody who types. What was recorded stays here until the server has it. */
export function useTape(reportId: string) {
  const [phase, setPhase] = useState<TapePhase>("off");
  const [elapsed, setElapsed] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const recorder = useRef<Recorder | null>(null);
  const recording = useRef<Recording | null>(null);
  const refresh = useRefreshDictations();

  // biome-ignore lint/correctness/useExhaustiveDependencies: it counts on from where it was.
  useEffect(() => {
    if (phase !== "recording") return;
    const begun = performance.now() - elapsed;
    const timer = setInterval(() => setElapsed(performance.now() - begun), 250);
    return () => clearInterval(timer);
  }, [phase]);
  useEffect(() => () => recorder.current?.drop(), []);

  async function start(): Promise<void> {
    setFailure(null);
    try {
      recorder.current = await record();
      setElapsed(0);
      setPhase("recording");
    } catch (error) {
      setFailure(error);
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
      const running = recorder.current;
      recorder.current = null;
      recording.current ??= (await running?.finish()) ?? null;
      if (!recording.current) return setPhase("off");
      setElapsed(recording.current.durationMs);
      const kept = await recordDictation(reportId, { ...recording.current, section: "" });
      recording.current = null;
      setPhase("off");
      await changeDictation(kept.id, "send");
    } catch (error) {
      setFailure(error);
      if (recording.current) setPhase("finished");
    } finally {
      refresh();
    }
  }

  return { phase, elapsed, failure, start, pause, resume, drop, send };
}
