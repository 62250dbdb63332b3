import { request } from "./http";
import type { components } from "./schema";
import type { Section } from "./types";

type Schema = components["schemas"];

/** What a report recommends, as data: `first` and `last` count `unit` from the day of the examination. */
export type RecommendationContent = Required<Schema["RecommendationContentRequest"]>;
export type Recommendation = RecommendationContent & { key: string };
export type RecommendationStanding = Schema["Standing"];
export interface RecommendationReview {
  standings: RecommendationStanding[];
  proposals: RecommendationContent[];
}

export const recommendationKeys = {
  list: (reportId: string) => ["reports", "recommendations", reportId] as const,
  review: (reportId: string, text: string, recorded: string) =>
    ["reports", "recommendation-review", reportId, text, recorded] as const,
};

export async function listRecommendations(reportId: string): Promise<Recommendation[]> {
  const body = await request<{ recommendations: Recommendation[] }>(
    "GET",
    `/reports/${reportId}/recommendations`,
  );
  return body.recommendations;
}

export function recordRecommendation(
  reportId: string,
  content: RecommendationContent,
): Promise<Recommendation> {
  return request("POST", `/reports/${reportId}/recommendations`, { body: content });
}

export function changeRecommendation(
  reportId: string,
  key: string,
  content: RecommendationContent,
): Promise<Recommendation> {
  return request("PUT", `/reports/${reportId}/recommendations/${key}`, { body: content });
}

export function dropRecommendation(reportId: string, key: string): Promise<void> {
  return request("DELETE", `/reports/${reportId}/recommendations/${key}`);
}

/** The text on screen against what is recorded, and what it recommends beside that. */
export function reviewRecommendations(
  reportId: string,
  sections: readonly Section[],
  signal?: AbortSignal,
): Promise<RecommendationReview> {
  return request("POST", `/reports/${reportId}/recommendations/review`, {
    body: { sections: [...sections] },
    ...(signal ? { signal } : {}),
  });
}
