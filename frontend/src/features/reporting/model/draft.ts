import type { CopiedText, Draft, KeyImage, Section } from "@/api/types";
import { sameCopied, standingCopies } from "./copied";
import { sameKeyImages } from "./keyImages";

/** How the draft on screen stands to the one on the server. */
export type DraftStatus = "saved" | "unsaved" | "saving" | "failed" | "conflict";

export interface DraftState {
  /** Revision of the server's draft that the text on screen builds upon. */
  revision: number;
  /** What is on screen. */
  sections: Section[];
  /** What the server is known to hold at `revision`. */
  saved: Section[];
  /** What was copied from other reports, and stands on screen as it was copied unless it was edited. */
  copied: CopiedText[];
  savedCopied: CopiedText[];
  /** The frames that the report points at, in their order. */
  keyImages: KeyImage[];
  savedKeyImages: KeyImage[];
  savedAt: string | null;
  /** What a save under way carries; null when none is. */
  inFlight: Section[] | null;
  inFlightCopied: CopiedText[];
  inFlightKeyImages: KeyImage[];
  failed: boolean;
  /** The server's draft, when it was changed from elsewhere; nothing is saved until that is settled. */
  conflict: Draft | null;
  /** Text of this browser that the server never got has been put back on screen. */
  restored: boolean;
}

export type DraftEvent =
  | { type: "edited"; code: string; body: string }
  | { type: "copied"; texts: readonly CopiedText[] }
  | { type: "copies-confirmed" }
  | { type: "key-images"; images: KeyImage[] }
  | { type: "key-images-refused"; keys: readonly string[] }
  | { type: "save-started" }
  | { type: "save-succeeded"; revision: number; savedAt: string }
  | { type: "save-failed" }
  | { type: "conflict-found"; draft: Draft }
  | { type: "kept-mine" }
  | { type: "took-server" }
  | { type: "replaced"; draft: Draft }
  | { type: "local-copy-found"; revision: number; sections: Section[]; keyImages?: KeyImage[] }
  | { type: "restored-dismissed" };

export function openDraft(draft: Draft): DraftState {
  return {
    revision: draft.revision,
    sections: draft.sections,
    saved: draft.sections,
    copied: draft.copied,
    savedCopied: draft.copied,
    keyImages: draft.key_images,
    savedKeyImages: draft.key_images,
    savedAt: draft.saved_at,
    inFlight: null,
    inFlightCopied: [],
    inFlightKeyImages: [],
    failed: false,
    conflict: null,
    restored: false,
  };
}

export function sameText(one: readonly Section[], other: readonly Section[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      (section, place) =>
        section.code === other[place]?.code && section.body === other[place]?.body,
    )
  );
}

export function isDirty(state: DraftState): boolean {
  return (
    !sameText(state.sections, state.saved) ||
    !sameKeyImages(state.keyImages, state.savedKeyImages) ||
    !sameCopied(standingCopies(state.copied, state.sections), state.savedCopied)
  );
}

export function statusOf(state: DraftState): DraftStatus {
  if (state.conflict) return "conflict";
  if (state.inFlight) return "saving";
  if (state.failed) return "failed";
  return isDirty(state) ? "unsaved" : "saved";
}

/** Whether a save may start now: something to save, none under way, no open conflict. */
export function maySave(state: DraftState): boolean {
  return isDirty(state) && state.inFlight === null && state.conflict === null;
}

/** Every way in which a draft changes; no event ever drops text that was typed. */
export function reduceDraft(state: DraftState, event: DraftEvent): DraftState {
  switch (event.type) {
    case "edited":
      return { ...state, sections: withBody(state.sections, event.code, event.body) };
    case "copied":
      return { ...state, copied: [...state.copied, ...event.texts] };
    case "copies-confirmed":
      return { ...state, copied: [] };
    case "key-images":
      return { ...state, keyImages: event.images };
    case "key-images-refused":
      return withoutRefused(state, event.keys);
    case "save-started":
      return {
        ...state,
        inFlight: state.sections,
        inFlightCopied: standingCopies(state.copied, state.sections),
        inFlightKeyImages: state.keyImages,
      };
    case "save-succeeded":
      return {
        ...state,
        revision: event.revision,
        savedAt: event.savedAt,
        saved: state.inFlight ?? state.saved,
        savedCopied: state.inFlight ? state.inFlightCopied : state.savedCopied,
        savedKeyImages: state.inFlight ? state.inFlightKeyImages : state.savedKeyImages,
        inFlight: null,
        failed: false,
      };
    case "save-failed":
      return { ...state, inFlight: null, failed: true };
    case "conflict-found":
      return foundOnServer(state, event.draft);
    case "kept-mine":
      return state.conflict
        ? {
            ...state,
            revision: state.conflict.revision,
            saved: state.conflict.sections,
            savedCopied: state.conflict.copied,
            savedKeyImages: state.conflict.key_images,
            conflict: null,
          }
        : state;
    case "took-server":
      return state.conflict ? openDraft(state.conflict) : state;
    case "replaced":
      return openDraft(event.draft);
    case "local-copy-found":
      return withLocalCopy(state, event);
    case "restored-dismissed":
      return { ...state, restored: false };
  }
}

function withBody(sections: Section[], code: string, body: string): Section[] {
  return sections.map((section) => (section.code === code ? { ...section, body } : section));
}

/** The text is saved all the same: what the server will not keep of the key images is taken out, nothing else. */
function withoutRefused(state: DraftState, keys: readonly string[]): DraftState {
  const kept = state.keyImages.filter(({ key }) => !keys.includes(key));
  const keyImages = kept.length < state.keyImages.length ? kept : state.savedKeyImages;
  return { ...state, keyImages, inFlight: null, failed: false };
}

/** The same text and key images on both sides are no conflict, only a newer revision. */
function foundOnServer(state: DraftState, draft: Draft): DraftState {
  const settled = { ...state, inFlight: null, failed: false };
  if (
    sameText(draft.sections, state.sections) &&
    sameKeyImages(draft.key_images, state.keyImages)
  ) {
    return {
      ...settled,
      revision: draft.revision,
      saved: draft.sections,
      savedCopied: draft.copied,
      savedKeyImages: draft.key_images,
      savedAt: draft.saved_at,
      conflict: null,
    };
  }
  return { ...settled, conflict: draft };
}

/**
 * A copy left by a crash: put back on screen when it builds on the server's present revision,
 * shown as a conflict when the server has moved on since.
 */
function withLocalCopy(
  state: DraftState,
  copy: { revision: number; sections: Section[]; keyImages?: KeyImage[] },
): DraftState {
  const keyImages = copy.keyImages ?? state.keyImages;
  if (sameText(copy.sections, state.sections) && sameKeyImages(keyImages, state.keyImages)) {
    return state;
  }
  if (copy.revision === state.revision) {
    return { ...state, sections: copy.sections, keyImages, restored: true };
  }
  const server: Draft = {
    revision: state.revision,
    sections: state.saved,
    copied: state.savedCopied,
    key_images: state.savedKeyImages,
    saved_at: state.savedAt ?? "",
    saved_by: { id: "", name: "" },
  };
  return { ...state, sections: copy.sections, keyImages, conflict: server, restored: true };
}
