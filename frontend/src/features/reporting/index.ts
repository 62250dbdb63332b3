export { ReportPanel } from "./components/ReportPanel";
export { type CopySource, copyIntoDraft } from "./model/openText";
