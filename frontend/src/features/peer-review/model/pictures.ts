import type { LearningImageCandidate } from "@/api/peerReview";

export interface SeriesOfFrames {
  first: LearningImageCandidate;
  frames: readonly LearningImageCandidate[];
}

/** One frame's name among the others of its study. */
export function keyOf({ instance, frame }: LearningImageCandidate): string {
  return `${instance}/${frame}`;
}

/** The frames series by series, in the order they came. */
export function bySeries(frames: readonly LearningImageCandidate[]): SeriesOfFrames[] {
  const known = new Map<string, LearningImageCandidate[]>();
  for (const one of frames) known.set(one.series, [...(known.get(one.series) ?? []), one]);
  return [...known.values()].flatMap((of) => (of[0] ? [{ first: of[0], frames: of }] : []));
}
