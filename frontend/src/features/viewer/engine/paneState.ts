import type { EdgeMarkers } from "../model/orientation";
import type { LoadProblem } from "./fetchResource";

export type PaneStatus = "empty" | "loading" | "ready" | "failed";

/** Everything on screen about one viewport. Replaced, never changed in place. */
export interface PaneState {
  status: PaneStatus;
  stackId: string | null;
  /** Index of the image that is drawn now; null until one is. */
  shownIndex: number | null;
  /** Index the person asked for; differs from `shownIndex` while that frame is on its way. */
  wantedIndex: number;
  windowCenter: number | null;
  windowWidth: number | null;
  /** Screen pixels per image pixel. */
  zoom: number;
  rotation: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
  inverted: boolean;
  edges: EdgeMarkers;
  problem: { kind: LoadProblem; status: number | null } | null;
  cine: { playing: boolean; framesPerSecond: number };
}

export const EMPTY_PANE: PaneState = {
  status: "empty",
  stackId: null,
  shownIndex: null,
  wantedIndex: 0,
  windowCenter: null,
  windowWidth: null,
  zoom: 1,
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  inverted: false,
  edges: { top: "", right: "", bottom: "", left: "" },
  problem: null,
  cine: { playing: false, framesPerSecond: 15 },
};

/** Whether two states would be drawn alike; spares React a render for every mouse move. */
export function samePaneState(a: PaneState, b: PaneState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
