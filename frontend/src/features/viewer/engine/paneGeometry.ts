import { type StackViewport, utilities } from "@cornerstonejs/core";
import { type Turn, turnOf } from "../model/keyImages";
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

/** How the frame is turned and flipped on screen. */
export function turnOnScreen(viewport: StackViewport, imageId: string): Turn {
  const place = (column: number, row: number) => {
    const world = utilities.imageToWorldCoords(imageId, [column, row]);
    return world ? viewport.worldToCanvas(world) : [column, row];
  };
  const [[x = 0, y = 0], right, down] = [place(0, 0), place(10, 0), place(0, 10)];
  return turnOf(
    [(right[0] ?? 0) - x, (right[1] ?? 0) - y],
    [(down[0] ?? 0) - x, (down[1] ?? 0) - y],
  );
}
