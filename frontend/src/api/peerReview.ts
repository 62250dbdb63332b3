import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

export type Review = Schema["Review"];
export type ReviewText = Schema["ReviewText"];
export type RadpeerScore = Schema["RadpeerScore"];
export type ReviewLesson = Schema["ReviewLesson"];
export type ReviewMode = Schema["ReviewMode"];
export type Feedback = Schema["Feedback"];
export type ReviewMessage = Schema["ReviewMessage"];
export type CaseSummary = Schema["CaseSummary"];
export type CommitteeCase = Schema["Case"];
export type ReviewPolicy = Schema["ReviewPolicy"];
export type NewReviewPolicy = Schema["NewReviewPolicyRequest"];
export type ReviewDraw = Schema["ReviewDraw"];
export type ReviewDrawProof = Schema["ReviewDrawProof"];
export type Scorecard = Schema["Scorecard"];
export type Scorecards = Schema["Scorecards"];
export type ReviewRate = Schema["ReviewRate"];
export type BiasFinding = Schema["BiasFinding"];
export type LearningCase = Schema["LearningCase"];
export type NewLearningCase = Schema["NewLearningCaseRequest"];
export type LearningCaseText = Schema["PatchedLearningCaseTextRequest"];
export type LearningImageCandidate = Schema["LearningImageCandidate"];
export type ReviewsWaiting = Schema["ReviewsWaiting"];
export type ReviewMailChoice = Schema["ReviewMailChoice"];
export type LegacyAnswer = Schema["LegacyAnswer"];
export type InFlowOffer = Schema["InFlowOffer"];
/** A score, or in peer learning a lesson. */
export type Said = { score: RadpeerScore } | { lesson: ReviewLesson };
export type ReviewQuery = Record<string, string | number | boolean>;

export const REVIEW_PAGE = 50;

export const reviewKeys = {
  all: ["peer-review"] as const,
  list: (what: string, query: ReviewQuery) => ["peer-review", what, query] as const,
  one: (what: string, id: string) => ["peer-review", what, "one", id] as const,
  offer: (report: string) => ["peer-review", "offer", report] as const,
};

function list<Row>(what: string, query: ReviewQuery): Promise<Page<Row>> {
  return request("GET", `/peer-review/${what}`, { query: { limit: REVIEW_PAGE, ...query } });
}

export const listReviews = (query: ReviewQuery) => list<Review>("reviews", query);
export const listFeedback = (query: ReviewQuery) => list<Feedback>("feedback", query);
export const listCases = (query: ReviewQuery) => list<CaseSummary>("cases", query);
export const listPolicies = () => list<ReviewPolicy>("policies", {});
export const listDraws = (query: ReviewQuery) => list<ReviewDraw>("draws", query);
export const listLearningCases = (query: ReviewQuery) =>
  list<LearningCase>("learning-cases", query);

export function getReview(id: string): Promise<ReviewText> {
  return request("GET", `/peer-review/reviews/${id}`);
}

export function answerReview(id: string, said: Said, comment: string): Promise<Review> {
  const how = "score" in said ? "score" : "lesson";
  return request("POST", `/peer-review/reviews/${id}/${how}`, { body: { ...said, comment } });
}

export function recuse(id: string, text: string): Promise<void> {
  return request("POST", `/peer-review/reviews/${id}/recuse`, { body: { text } });
}

export function getOffer(report: string): Promise<InFlowOffer> {
  return request("GET", "/peer-review/in-flow", { query: { report } });
}

export function reviewInFlow(report: string, said: Said, comment: string): Promise<Review> {
  return request("POST", "/peer-review/in-flow", { body: { report, ...said, comment } });
}

export function seeFeedback(id: string): Promise<Feedback> {
  return request("POST", `/peer-review/feedback/${id}/seen`, { body: {} });
}

export function answerFeedback(id: string, text: string): Promise<Feedback> {
  return request("POST", `/peer-review/feedback/${id}/answers`, { body: { text } });
}

export function getCase(id: string): Promise<CommitteeCase> {
  return request("GET", `/peer-review/cases/${id}`);
}

export function judgeCase(
  id: string,
  how: "votes" | "decision",
  score: RadpeerScore,
  comment: string,
): Promise<CommitteeCase> {
  return request("POST", `/peer-review/cases/${id}/${how}`, { body: { score, comment } });
}

export function replyToReader(id: string, text: string): Promise<CommitteeCase> {
  return request("POST", `/peer-review/cases/${id}/replies`, { body: { text } });
}

export function setPolicy(policy: NewReviewPolicy): Promise<ReviewPolicy> {
  return request("POST", "/peer-review/policies", { body: policy });
}

export function proveDraw(id: string): Promise<ReviewDrawProof> {
  return request("POST", `/peer-review/draws/${id}/prove`, { body: {} });
}

export function getScorecards(whose: "all" | "own", query: ReviewQuery): Promise<Scorecards> {
  const path = whose === "own" ? "/peer-review/scorecards/own" : "/peer-review/scorecards";
  return request("GET", path, { query });
}

export async function getBiasWatch(): Promise<BiasFinding[]> {
  const body = await request<Schema["BiasWatch"]>("GET", "/peer-review/bias-watch");
  return body.findings;
}

export function exportUrl(what: "readers" | "reviews"): string {
  return `/api/v1/peer-review/export?what=${what}`;
}

export function makeLearningCase(made: NewLearningCase): Promise<LearningCase> {
  return request("POST", "/peer-review/learning-cases", { body: made });
}

export function editLearningCase(id: string, text: LearningCaseText): Promise<LearningCase> {
  return request("PATCH", `/peer-review/learning-cases/${id}`, { body: text });
}

export function moveLearningCase(id: string, how: "publish" | "retire"): Promise<LearningCase> {
  return request("POST", `/peer-review/learning-cases/${id}/${how}`, { body: {} });
}

export function stepAside(id: string, text: string): Promise<void> {
  return request("POST", `/peer-review/cases/${id}/recuse`, { body: { text } });
}

export function getReviewsWaiting(): Promise<ReviewsWaiting> {
  return request("GET", "/peer-review/waiting");
}

export function getMailChoice(): Promise<ReviewMailChoice> {
  return request("GET", "/peer-review/mail-choice");
}

export function chooseMail(wanted: boolean): Promise<ReviewMailChoice> {
  return request("PUT", "/peer-review/mail-choice", { body: { wanted } });
}

export async function listCandidates(caseId: string): Promise<LearningImageCandidate[]> {
  const path = `/peer-review/learning-cases/${caseId}/candidates`;
  const body = await request<Schema["LearningImageCandidates"]>("GET", path);
  return body.frames;
}

export function addLearningImages(
  caseId: string,
  frames: readonly Pick<LearningImageCandidate, "instance" | "frame">[],
  confirmed: boolean,
): Promise<LearningCase> {
  return request("POST", `/peer-review/learning-cases/${caseId}/images`, {
    body: { frames: frames.map(({ instance, frame }) => ({ instance, frame })), confirmed },
  });
}

export function removeLearningImage(caseId: string, place: number): Promise<void> {
  return request("DELETE", `/peer-review/learning-cases/${caseId}/images/${place}`);
}

export function learningImageUrl(caseId: string, place: number): string {
  return `/api/v1/peer-review/learning-cases/${caseId}/images/${place}`;
}

/** A frame of the reviewed study: small, or as it would stand in the library. */
export function candidateUrl(one: LearningImageCandidate, size: "thumbnail" | "rendered"): string {
  return `/dicom-web/studies/${one.study}/series/${one.series}/instances/${one.instance}/frames/${one.frame}/${size}`;
}

/** With `preview` it says what would be done, and does nothing. */
export function importLegacyScores(text: string, preview: boolean): Promise<LegacyAnswer> {
  return request("POST", "/peer-review/legacy-scores", { body: { text, preview } });
}
