import { useSyncExternalStore } from "react";
import type { KeyImage } from "@/api/types";
import type { Measuring, NewKeyImage } from "./keyImages";

/** The key images of the report that is open, for the parts of the reading room that show images. */
export interface OpenKeyImages {
  images: readonly KeyImage[];
  /** Adds a frame, or takes it out where it is in. */
  toggle: (frame: NewKeyImage) => void;
  /** Brings what was measured on a frame to the key image that shows it, where there is one. */
  remeasure: (measuring: Measuring) => void;
}

const NONE: OpenKeyImages = { images: [], toggle: () => undefined, remeasure: () => undefined };
let open: OpenKeyImages = NONE;
const listeners = new Set<() => void>();

function publish(next: OpenKeyImages): void {
  open = next;
  for (const listener of [...listeners]) listener();
}

/** Says what the open report points at; call the result when it is closed or says something else. */
export function offerKeyImages(offered: OpenKeyImages): () => void {
  publish(offered);
  return () => {
    if (open === offered) publish(NONE);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOpenKeyImages(): OpenKeyImages {
  return useSyncExternalStore(subscribe, () => open);
}
