export { StudyViewer, type StudyViewerProps } from "./components/StudyViewer";
export { measurementsOnScreen } from "./model/measurements";
export type { PriorStudy, StudyPatient } from "./model/types";
