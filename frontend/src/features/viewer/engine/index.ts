export type { LoadProblem } from "./fetchResource";
export { LoadError } from "./fetchResource";
export type { StackProgress } from "./loadScheduler";
export type { PaneState } from "./paneState";
export { type EngineState, ViewerEngine } from "./viewerEngine";
