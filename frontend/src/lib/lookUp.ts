/** The text for a code that the back end sent; the code in plain letters where we have none. */
export function lookUp(texts: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(texts, code) ? (texts[code] ?? code) : code.replaceAll("_", " ");
}

/** The texts of a table as choices for a select. */
export function asChoices(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([value, label]) => ({ value, label }));
}

/** Those of the codes that the table has a text for, as codes of the table. */
export function knownCodes<Code extends string>(
  texts: Readonly<Record<Code, string>>,
  codes: readonly string[],
): Code[] {
  return (Object.keys(texts) as Code[]).filter((code) => codes.includes(code));
}

export function knownCode<Code extends string>(
  texts: Readonly<Record<Code, string>>,
  code: string | null,
): Code | null {
  return code === null ? null : (knownCodes(texts, [code])[0] ?? null);
}
