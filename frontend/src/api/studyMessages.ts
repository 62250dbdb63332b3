import type { StudyMessage } from "./engineTypes";
import { request } from "./http";

export const studyMessageKeys = {
  thread: (study: string) => ["study-messages", study] as const,
};

/** What the reading practice and the site have written to each other about a study. */
export async function listStudyMessages(study: string): Promise<StudyMessage[]> {
  const body = await request<{ results: StudyMessage[] }>("GET", "/study-messages", {
    query: { study, limit: 200 },
  });
  return body.results;
}

export function sendStudyMessage(study: string, text: string): Promise<StudyMessage> {
  return request("POST", "/study-messages", { query: { study }, body: { text } });
}

export function markStudyMessagesRead(study: string): Promise<void> {
  return request("POST", "/study-messages/read", { query: { study } });
}
