import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

export type Dictation = Schema["Dictation"];
export type DictationState = Schema["DictationState"];
export type DictationSettings = Schema["DictationSettings"];
export type DictationChoices = Schema["PatchedDictationChoicesRequest"];
export type DictationWord = Schema["DictationWord"];
export type Heard = Schema["Heard"];
export type SpokenPiece = Schema["SpokenPiece"];
export type Transcription = Schema["Transcription"];
export type TranscriptionDetail = Schema["TranscriptionDetail"];
export type TypedSection = Schema["TypedSection"];
export type SectionCode = TypedSection["code"];

export const dictationKeys = {
  settings: ["dictation-settings"] as const,
  words: (search: string) => ["dictation-words", search] as const,
  allWords: ["dictation-words"] as const,
  all: ["dictations"] as const,
  own: (query: Record<string, string>) => ["dictations", query] as const,
  queue: ["transcriptions"] as const,
};

export function getDictationSettings(): Promise<DictationSettings> {
  return request("GET", "/dictation-settings");
}

export function changeDictationSettings(choices: DictationChoices): Promise<DictationSettings> {
  return request("PATCH", "/dictation-settings", { body: choices });
}

export function listDictationWords(search: string): Promise<Page<DictationWord>> {
  return request("GET", "/dictation-words", { query: { search, limit: 200 } });
}

export function addDictationWord(word: {
  shared: boolean;
  spoken: string;
  written: string;
}): Promise<DictationWord> {
  return request("POST", "/dictation-words", { body: word });
}

export function changeDictationWord(
  id: string,
  word: { spoken: string; written: string },
): Promise<DictationWord> {
  return request("PUT", `/dictation-words/${id}`, { body: word });
}

export function removeDictationWord(id: string): Promise<void> {
  return request("DELETE", `/dictation-words/${id}`);
}

/** One utterance through the practice's speech engine. */
export function hearUtterance(report: string, sound: Blob): Promise<Heard> {
  const form = new FormData();
  form.append("file", sound, "utterance.wav");
  return request("POST", `/reports/${report}/utterances`, { form });
}

/** Keeps a recording; it is not sent to be typed yet. */
export function recordDictation(
  report: string,
  recording: { sound: Blob; durationMs: number; section: string },
): Promise<Dictation> {
  const form = new FormData();
  form.append("file", recording.sound, "dictation");
  form.append("duration_ms", String(Math.round(recording.durationMs)));
  form.append("section", recording.section);
  return request("POST", `/reports/${report}/dictations`, { form });
}

export function listDictations(query: Record<string, string>): Promise<Page<Dictation>> {
  return request("GET", "/dictations", { query: { ...query, limit: 100 } });
}

export function changeDictation(
  id: string,
  action: "send" | "accept" | "discard",
): Promise<Dictation> {
  return request("POST", `/dictations/${id}/${action}`, { body: {} });
}

/** Answers a question, or returns a text with what to mend. */
export function remarkDictation(
  id: string,
  action: "answer" | "return",
  remark: string,
): Promise<Dictation> {
  return request("POST", `/dictations/${id}/${action}`, { body: { remark } });
}

export function soundUrl(id: string): string {
  return `/api/v1/dictations/${id}/audio`;
}

export function listTranscriptions(query: Record<string, string>): Promise<Page<Transcription>> {
  return request("GET", "/transcriptions", { query: { ...query, limit: 100 } });
}

export function claimTranscription(id: string): Promise<TranscriptionDetail> {
  return request("POST", `/transcriptions/${id}/claim`, { body: {} });
}

export function releaseTranscription(id: string): Promise<void> {
  return request("POST", `/transcriptions/${id}/release`, { body: {} });
}

export function saveTranscription(id: string, sections: TypedSection[]): Promise<Transcription> {
  return request("PUT", `/transcriptions/${id}/text`, { body: { sections } });
}

export function askReader(id: string, question: string): Promise<Transcription> {
  return request("POST", `/transcriptions/${id}/ask`, { body: { remark: question } });
}

export function submitTranscription(id: string, sections: TypedSection[]): Promise<Transcription> {
  return request("POST", `/transcriptions/${id}/submit`, { body: { sections } });
}
