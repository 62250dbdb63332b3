export { CaseDesk } from "./components/CaseDesk";
export { InFlowBar } from "./components/InFlowBar";
export { PeerReviewPage } from "./components/PeerReviewPage";
export { ReviewDesk } from "./components/ReviewDesk";
export { useReviewsWaiting } from "./hooks/useReviewsWaiting";
export type { ReviewPart } from "./model/peerReview";
