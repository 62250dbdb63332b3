import type { DictationSettings } from "@/api/dictations";

export const SOURCES = ["engine", "browser", "person"] as const;
export type Source = (typeof SOURCES)[number];

const KEPT = "teleread.dictation.source";

/** The ways of dictating that practice, installation and this browser offer. */
export function sourcesOf(settings: DictationSettings, hasBrowserSpeech: boolean): Source[] {
  const offered: Record<Source, boolean> = {
    engine: settings.engine.configured,
    browser: settings.browser_speech && hasBrowserSpeech,
    person: settings.transcription,
  };
  return SOURCES.filter((source) => offered[source]);
}

/** What the person chose last where it is offered, else the first that is. */
export function chosenSource(offered: readonly Source[]): Source | null {
  const kept = localStorage.getItem(KEPT);
  return offered.find((source) => source === kept) ?? offered[0] ?? null;
}

export function keepSource(source: Source): void {
  localStorage.setItem(KEPT, source);
}
