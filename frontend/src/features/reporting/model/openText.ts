import type { Section } from "@/api/types";

/** A section of a signed report, and which report that is. */
export interface CopySource {
  section: Section;
  report: string;
  version: number;
  /** In words, such as `CT chest, 3 Mar 2026, Dr A`. */
  origin: string;
}

/** Sections that somebody typed from a dictation, each put behind what stands there. */
export interface TypedText {
  sections: readonly { code: string; body: string }[];
  /** In words, such as `dictation typed by A. Quinn`. */
  origin: string;
}

/** What other parts of the reading room may do to the text that is written. */
export interface OpenText {
  copy: (source: CopySource) => void;
  /** Writes at the cursor what was said. */
  write: (text: string) => void;
  /** Shows it there without writing it; empty takes it away. */
  showInterim: (text: string) => void;
  /** Takes back what was said last. */
  undo: () => void;
  goToField: (direction: 1 | -1) => void;
  goToSection: (code: string) => void;
  insertNormal: (code: string) => void;
  insertMacro: (said: string) => boolean;
  sign: () => void;
  putTyped: (typed: TypedText) => Promise<boolean>;
}

let open: (() => OpenText) | null = null;

/** Says which text is written now; call the result when it no longer is. */
export function offerOpenText(text: () => OpenText): () => void {
  open = text;
  return () => {
    if (open === text) open = null;
  };
}

/** Copies a section of an earlier report into the text that is written; false where none is. */
export function copyIntoDraft(source: CopySource): boolean {
  open?.().copy(source);
  return open !== null;
}

/** The text that is written, for dictation: each call does nothing where none is. */
export const openText = {
  write: (text: string) => open?.().write(text),
  showInterim: (text: string) => open?.().showInterim(text),
  undo: () => open?.().undo(),
  goToField: (direction: 1 | -1) => open?.().goToField(direction),
  goToSection: (code: string) => open?.().goToSection(code),
  insertNormal: (code: string) => open?.().insertNormal(code),
  insertMacro: (said: string) => open?.().insertMacro(said) ?? false,
  sign: () => open?.().sign(),
  putTyped: async (sections: TypedText["sections"], origin: string) =>
    (await open?.().putTyped({ sections, origin })) ?? false,
} as const;
