import type { CopiedText, Draft, Section } from "@/api/types";
import { sameCopied, standingCopies } from "./copied";

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
  savedAt: string | null;
  /** What a save under way carries; null when none is. */
  inFlight: Section[] | null;
  inFlightCopied: CopiedText[];
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
  | { type: "save-started" }
  | { type: "save-succeeded"; revision: number; savedAt: string }
  | { type: "save-failed" }
  | { type: "conflict-found"; draft: Draft }
  | { type: "kept-mine" }
  | { type: "took-server" }
  | { type: "replaced"; draft: Draft }
  | { type: "local-copy-found"; revision: number; sections: Section[] }
  | { type: "restored-dismissed" };

export function openDraft(draft: Draft): DraftState {
  return {
    revision: draft.revision,
    sections: draft.sections,
    saved: draft.sections,
    copied: draft.copied,
    savedCopied: draft.copied,
    savedAt: draft.saved_at,
    inFlight: null,
    inFlightCopied: [],
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
    case "save-started":
      return {
        ...state,
        inFlight: state.sections,
        inFlightCopied: standingCopies(state.copied, state.sections),
      };
    case "save-succeeded":
      return {
        ...state,
        revision: event.revision,
        savedAt: event.savedAt,
        saved: state.inFlight ?? state.saved,
        savedCopied: state.inFlight ? state.inFlightCopied : state.savedCopied,
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

/** The same text on both sides is no conflict, only a newer revision. */
function foundOnServer(state: DraftState, draft: Draft): DraftState {
  const settled = { ...state, inFlight: null, failed: false };
  if (sameText(draft.sections, state.sections)) {
    return {
      ...settled,
      revision: draft.revision,
      saved: draft.sections,
      savedCopied: draft.copied,
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
  copy: { revision: number; sections: Section[] },
): DraftState {
  if (sameText(copy.sections, state.sections)) return state;
  if (copy.revision === state.revision) {
    return { ...state, sections: copy.sections, restored: true };
  }
  const server: Draft = {
    revision: state.revision,
    sections: state.saved,
    copied: state.savedCopied,
    saved_at: state.savedAt ?? "",
    saved_by: { id: "", name: "" },
  };
  return { ...state, sections: copy.sections, conflict: server, restored: true };
}
