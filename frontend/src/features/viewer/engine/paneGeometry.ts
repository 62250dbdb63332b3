import type { StackViewport } from "@cornerstonejs/core";
import { type EdgeMarkers, edgeMarkers } from "../model/orientation";
import type { Frame } from "../model/types";
import { subtract } from "../model/vectors";

/** Screen pixels per image pixel. */
export function zoomOf(viewport: StackViewport, frame: Frame): number {
  const { parallelScale } = viewport.getCamera();
  const height = viewport.element.clientHeight;
  if (!parallelScale || height === 0) return 1;
  return (height * (frame.plane.spacing?.row ?? 1)) / (2 * parallelScale);
}

/** Orientation letters as the image lies on screen now, turned and flipped. */
export function edgesOf(viewport: StackViewport, frame: Frame): EdgeMarkers {
  const { clientWidth, clientHeight } = viewport.element;
  const middle = viewport.canvasToWorld([clientWidth / 2, clientHeight / 2]);
  const right = viewport.canvasToWorld([clientWidth, clientHeight / 2]);
  const bottom = viewport.canvasToWorld([clientWidth / 2, clientHeight]);
  return edgeMarkers(frame.plane, subtract(right, middle), subtract(bottom, middle));
}
