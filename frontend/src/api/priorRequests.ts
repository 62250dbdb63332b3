import { request } from "./http";
import type { BrokenGlass, PriorRequest, PriorState, StudyPriors } from "./types";

export const PRIOR_ANSWERS = ["sent", "none_exist", "cannot_send"] as const;
export type PriorAnswer = (typeof PRIOR_ANSWERS)[number];

export const priorRequestKeys = {
  all: ["prior-status"] as const,
  status: (study: string) => ["prior-status", study] as const,
};

export function getPriorStatus(study: string): Promise<StudyPriors> {
  return request("GET", `/studies/${study}/prior-status`);
}

export function putPriorStatus(study: string, state: PriorState): Promise<StudyPriors> {
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
export function breakGlass(patient: string, reason: string): Promise<BrokenGlass> {
  return request("POST", `/patients/${patient}/break-glass`, { body: { reason } });
}
