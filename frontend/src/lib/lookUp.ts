/** The text for a code that the back end sent; the code in plain letters where we have none. */
export function lookUp(texts: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(texts, code) ? (texts[code] ?? code) : code.replaceAll("_", " ");
}

/** The texts of a table as choices for a select. */
export function asChoices(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([value, label]) => ({ value, label }));
}
