import { useEffect, useEffectEvent, useRef, useState } from "react";
import { saveTranscription, type TranscriptionDetail, type TypedSection } from "@/api/dictations";

const SAVE_AFTER_MS = 1500;
const CODES = ["indication", "technique", "comparison", "findings", "impression"] as const;

export type TypedStatus = "saved" | "saving" | "unsaved";

/** What is typed from one recording: on screen at once, on the server after a short pause. */
export function useTypedText(transcription: TranscriptionDetail) {
  const [sections, setSections] = useState<TypedSection[]>(() =>
    CODES.map((code) => ({
      code,
      body: transcription.sections.find((section) => section.code === code)?.body ?? "",
    })),
  );
  const [status, setStatus] = useState<TypedStatus>("saved");
  const latest = useRef(sections);
  latest.current = sections;

  const save = useEffectEvent(async () => {
    const sent = latest.current;
    setStatus("saving");
    try {
      await saveTranscription(transcription.id, sent);
      setStatus(latest.current === sent ? "saved" : "unsaved");
    } catch {
      setStatus("unsaved");
    }
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the pause anew.
  useEffect(() => {
    if (status !== "unsaved") return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [status, sections]);

  function edit(code: TypedSection["code"], body: string): void {
    setSections((now) => now.map((one) => (one.code === code ? { code, body } : one)));
    setStatus("unsaved");
  }

  return { sections, status, edit };
}
