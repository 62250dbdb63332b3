export { ReportPanel } from "./components/ReportPanel";
export type { Measuring, NewKeyImage } from "./model/keyImages";
export { useOpenKeyImages } from "./model/openKeyImages";
export { type CopySource, copyIntoDraft, openText } from "./model/openText";
