import { request } from "./http";
import type { NewStudyMessage, Page, StudyMessage } from "./types";

export const studyMessageKeys = {
  thread: (study: string) => ["study-messages", study] as const,
};

/** What the reading practice and the site have written to each other about a study. */
export async function listStudyMessages(study: string): Promise<StudyMessage[]> {
  const query = { study, limit: 200 };
  return (await request<Page<StudyMessage>>("GET", "/study-messages", { query })).results;
}

export function sendStudyMessage(study: string, message: NewStudyMessage): Promise<StudyMessage> {
  return request("POST", "/study-messages", { query: { study }, body: message });
}

/** Marks the messages up to one as seen by the person's side. */
export function markStudyMessagesRead(study: string, through: string): Promise<void> {
  return request("POST", "/study-messages/read", { query: { study }, body: { through } });
}
