export { StudyViewer, type StudyViewerProps } from "./components/StudyViewer";
export type { PriorStudy, StudyPatient } from "./model/types";
