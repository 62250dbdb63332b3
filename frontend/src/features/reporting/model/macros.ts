/** A macro as it goes into this report: nested macros and merge fields are filled already. */
export interface InsertableMacro {
  code: string;
  title: string;
  /** The section it belongs in; empty: any. */
  section: string;
  text: string;
}

const TYPED = /(?:^|[\s([])\.([a-z][a-z0-9_.-]*)$/i;
const BEGUN = /(?:^|[\s([])\.$/;

/** The macro code that ends a line's text so far, and the characters it takes with its dot. */
export function codeBefore(
  text: string,
  dotIsEnough = false,
): { code: string; length: number } | null {
  const code = TYPED.exec(text)?.[1];
  if (code) return { code: code.toLowerCase(), length: code.length + 1 };
  return dotIsEnough && BEGUN.test(text) ? { code: "", length: 1 } : null;
}

/** The macros that a typed beginning may mean: the very code, then codes that begin so, then titles that hold it. */
export function macrosFor(known: readonly InsertableMacro[], typed: string): InsertableMacro[] {
  const rank = ({ code, title }: InsertableMacro) => {
    if (code === typed) return 0;
    if (code.startsWith(typed)) return 1;
    return code.includes(typed) || title.toLowerCase().includes(typed) ? 2 : 3;
  };
  return known
    .filter((macro) => rank(macro) < 3)
    .sort((one, other) => rank(one) - rank(other) || one.code.localeCompare(other.code));
}

/** The macros with what is measured on the images now in the place of the merge field for it. */
export function withMeasurements<Macro extends InsertableMacro>(
  macros: readonly Macro[],
  measurements: readonly string[],
): readonly Macro[] {
  if (measurements.length === 0) return macros;
  const said = measurements.join("; ");
  return macros.map((macro) => ({
    ...macro,
    text: macro.text.replaceAll("[measurements]", () => said),
  }));
}
