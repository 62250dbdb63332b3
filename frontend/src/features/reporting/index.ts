export { ReportPanel } from "./components/ReportPanel";
