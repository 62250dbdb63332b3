import { useEffect, useEffectEvent } from "react";
import type { PaneAssignment } from "../components/ViewportPane";
import { type FrameCall, offerFrames } from "../model/keyImages";
import type { DisplayWindow, Stack } from "../model/types";
import type { ViewerSession } from "./useEngine";

interface Start {
  index: number;
  window: DisplayWindow | null;
}

/** Brings frames on screen that other parts of the reading room ask for: `pane` is where their stack is, if it is. */
export function useFrameCalls(
  { library }: ViewerSession,
  assignments: readonly PaneAssignment[],
  onFound: (pane: number | null, stack: Stack, start: Start) => void,
): void {
  const answer = useEffectEvent(async (call: FrameCall) => {
    const entries = await library.open(call.studyInstanceUid).catch(() => []);
    const entry = entries.find(({ series }) => series.seriesInstanceUid === call.seriesInstanceUid);
    const stacks = entry ? await library.describe(entry.series).catch(() => []) : [];
    for (const stack of stacks) {
      const index = stack.frames.findIndex(
        ({ sopInstanceUid, frameNumber }) =>
          sopInstanceUid === call.sopInstanceUid && frameNumber === call.frameNumber,
      );
      if (index < 0) continue;
      const pane = assignments.findIndex((assignment) => assignment.stack?.id === stack.id);
      onFound(pane < 0 ? null : pane, stack, { index, window: call.window });
      return;
    }
  });
  useEffect(() => offerFrames((call) => void answer(call)), []);
}
