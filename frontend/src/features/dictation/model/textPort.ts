/** The text that is dictated into, as the report's editor offers it. Every call does nothing where none is open. */
export interface TextPort {
  /** Writes at the cursor, or in its last place. */
  write: (text: string) => void;
  /** Shows, without writing it, what is not settled yet; empty takes it away. */
  showInterim: (text: string) => void;
  undo: () => void;
  goToField: (direction: 1 | -1) => void;
  goToSection: (code: string) => void;
  /** The section's normal text; of the section in use where `code` is empty. */
  insertNormal: (code: string) => void;
  /** A macro by its code or title as it was said; false where there is none. */
  insertMacro: (said: string) => boolean;
  /** Opens the dialog to sign; nothing signs by voice. */
  sign: () => void;
  /** Puts typed sections behind what stands there, marked as not yet checked; resolves once saved. */
  putTyped: (
    sections: readonly { code: string; body: string }[],
    origin: string,
  ) => Promise<boolean>;
}
