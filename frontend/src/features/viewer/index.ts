export { StudyViewer, type StudyViewerProps } from "./components/StudyViewer";
export { type FrameView, type MarkedFrame, type Remeasured, showFrame } from "./model/keyImages";
export { measurementsOnScreen } from "./model/measurements";
export type { PriorStudy, StudyPatient } from "./model/types";
