import { eventTarget } from "@cornerstonejs/core";
import { Enums, type Types as ToolTypes } from "@cornerstonejs/tools";
import type { DrawnMark, Remeasured } from "../model/keyImages";
import { changedMarks } from "../model/keyImages";
import type { FrameRegistry } from "./frameRegistry";
import { marksOn } from "./measurements";

/** While a measurement is dragged it changes with every move; what came of it is told when it rests. */
const RESTS_AFTER_MS = 250;
const { ANNOTATION_COMPLETED, ANNOTATION_MODIFIED, ANNOTATION_REMOVED } = Enums.Events;
const WATCHED = [ANNOTATION_COMPLETED, ANNOTATION_MODIFIED, ANNOTATION_REMOVED];

/** Tells what was measured anew on a frame, and what is measured there no longer. */
export class MeasuringWatch {
  private readonly known = new Map<string, readonly DrawnMark[]>();
  private readonly resting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly registry: FrameRegistry,
    private readonly uncalibrated: string,
    private readonly tell: (change: Remeasured) => void,
  ) {
    for (const name of WATCHED) eventTarget.addEventListener(name, this.onChange);
  }

  dispose(): void {
    for (const name of WATCHED) eventTarget.removeEventListener(name, this.onChange);
    for (const timer of this.resting.values()) clearTimeout(timer);
  }

  private readonly onChange = (event: Event): void => {
    const { annotation } = (event as CustomEvent<{ annotation?: ToolTypes.Annotation }>).detail;
    const imageId = annotation?.metadata?.referencedImageId;
    if (imageId === undefined) return;
    clearTimeout(this.resting.get(imageId));
    this.resting.set(
      imageId,
      setTimeout(() => this.look(imageId), RESTS_AFTER_MS),
    );
  };

  private look(imageId: string): void {
    this.resting.delete(imageId);
    const frame = this.registry.frame(imageId);
    if (!frame) return;
    const now = marksOn(this.registry, imageId, this.uncalibrated);
    const change = changedMarks(this.known.get(imageId) ?? [], now);
    this.known.set(imageId, now);
    if (change.added.length + change.gone.length === 0) return;
    this.tell({
      sopInstanceUid: frame.sopInstanceUid,
      frameNumber: frame.frameNumber,
      ...change,
    });
  }
}
