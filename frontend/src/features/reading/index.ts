export { CareRefusal } from "./components/CareRefusal";
export { ClaimBanner } from "./components/ClaimBanner";
export { GiveBack } from "./components/GiveBack";
export { IdentityBanner } from "./components/IdentityBanner";
export { PriorStatus } from "./components/PriorStatus";
export { PriorsList } from "./components/PriorsList";
export { useClaimLease } from "./hooks/useClaimLease";
export { useReadingTask } from "./hooks/useReadingTask";
