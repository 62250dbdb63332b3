export { AcknowledgePage } from "./components/AcknowledgePage";
export { CriticalBoardPage } from "./components/CriticalBoardPage";
export { CriticalMark } from "./components/CriticalMark";
export { SiteFindings } from "./components/SiteFindings";
