import type { KeyImage } from "@/api/types";
import type { Measuring, NewKeyImage } from "@/features/reporting";
import { type FrameView, type MarkedFrame, type Remeasured, showFrame } from "@/features/viewer";

/** Digits that a window keeps: the server's. */
const FINE = 1e6;

/** A frame on screen as a report points at it. */
export function toKeyImage(view: FrameView, studyInstanceUid: string): NewKeyImage {
  return {
    study_instance_uid: view.studyInstanceUid,
    series_instance_uid: view.seriesInstanceUid,
    sop_instance_uid: view.sopInstanceUid,
    sop_class_uid: view.sopClassUid,
    frame: view.frameNumber,
    frames: view.numberOfFrames,
    window_center: view.window && Math.round(view.window.center * FINE) / FINE,
    window_width: view.window && Math.round(view.window.width * FINE) / FINE,
    inverted: view.inverted,
    rotation: view.rotation,
    flipped: view.flipped,
    marks: view.marks,
    modality: view.modality,
    series_number: view.seriesNumber,
    instance_number: view.instanceNumber,
    study_date: isoDate(view.studyDate),
    prior: view.studyInstanceUid !== studyInstanceUid,
  };
}

/** What is measured anew on a frame, as a report names frames. */
export function toRemeasured({ sopInstanceUid, frameNumber, added, gone }: Remeasured): Measuring {
  return { sop_instance_uid: sopInstanceUid, frame: frameNumber, added, gone };
}

/** The frames a report points at, as the images mark them. */
export function toMarkedFrames(images: readonly KeyImage[]): MarkedFrame[] {
  return images.map((image, place) => ({
    studyInstanceUid: image.study_instance_uid,
    seriesInstanceUid: image.series_instance_uid,
    sopInstanceUid: image.sop_instance_uid,
    frameNumber: image.frame,
    number: place + 1,
  }));
}

/** Brings a key image on screen, in its window. */
export function showKeyImage(image: KeyImage): void {
  const { window_center, window_width } = image;
  const window =
    window_center === null || window_width === null
      ? null
      : { center: window_center, width: window_width };
  const [place] = toMarkedFrames([image]);
  if (place) showFrame({ ...place, window });
}

function isoDate(date: string | null): string {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? "");
  return parts ? parts.slice(1).join("-") : "";
}
