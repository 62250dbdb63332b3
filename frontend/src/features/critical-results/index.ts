export { AcknowledgePage } from "./components/AcknowledgePage";
export { CriticalMark } from "./components/CriticalMark";
export { CriticalPage, type CriticalPart } from "./components/CriticalPage";
export { SiteFindings } from "./components/SiteFindings";
