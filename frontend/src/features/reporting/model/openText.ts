import type { Section } from "@/api/types";

/** A section of a signed report, and which report that is. */
export interface CopySource {
  section: Section;
  report: string;
  version: number;
  /** In words, such as `CT chest, 3 Mar 2026, Dr A`. */
  origin: string;
}

/** What other parts of the reading room may do to the text that is written. */
export interface OpenText {
  copy: (source: CopySource) => void;
}

let open: OpenText | null = null;

/** Says which text is written now; call the result when it no longer is. */
export function offerOpenText(text: OpenText): () => void {
  open = text;
  return () => {
    if (open === text) open = null;
  };
}

/** Copies a section of an earlier report into the text that is written; false where none is. */
export function copyIntoDraft(source: CopySource): boolean {
  open?.copy(source);
  return open !== null;
}
