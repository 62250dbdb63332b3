import type { PriorStatus } from "./engineTypes";
import { request } from "./http";
import type { Person } from "./types";

export type PriorAnswer = "none_exist" | "sent" | "cannot_send";

export interface PriorRequest {
  id: string;
  text: string;
  modalities: string[];
  state: string;
  asked_at: string;
  asked_by: Person | null;
  answer: PriorAnswer | null;
  note: string;
  answered_at: string | null;
}

export interface StudyPriors {
  state: PriorStatus;
  requests: PriorRequest[];
}

export const priorRequestKeys = {
  status: (study: string) => ["prior-status", study] as const,
};

export function getPriorStatus(study: string): Promise<StudyPriors> {
  return request("GET", `/studies/${study}/prior-status`);
}

export function putPriorStatus(study: string, state: PriorStatus): Promise<StudyPriors> {
  return request("PUT", `/studies/${study}/prior-status`, { body: { state } });
}

export function askForPriors(
  study: string,
  question: { text: string; modalities: string[] },
): Promise<PriorRequest> {
  return request("POST", `/studies/${study}/prior-requests`, { body: question });
}

export function answerPriorRequest(
  id: string,
  answer: { answer: PriorAnswer; note: string },
): Promise<PriorRequest> {
  return request("POST", `/prior-requests/${id}/answer`, { body: answer });
}

/** Opens a patient's earlier studies for some hours; every use is shown to the privacy officer. */
export function breakGlass(patient: string, reason: string): Promise<{ until: string | null }> {
  return request("POST", `/patients/${patient}/break-glass`, { body: { reason } });
}
