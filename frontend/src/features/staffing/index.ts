export { CoveragePage } from "./components/CoveragePage";
export { ReaderPage } from "./components/ReaderPage";
export { STAFFING_PARTS, StaffingPage, type StaffingPart } from "./components/StaffingPage";
