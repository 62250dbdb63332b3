/**
 * What was said as it goes between two texts: a space where words would touch, a capital where a
 * sentence begins.
 */
export function joinedDictation(before: string, said: string, after: string): string {
  if (said === "") return "";
  const beginsLine = /(?:^|\n)[^\S\n]*$/.test(before);
  const beginsSentence = beginsLine || /[.!?:]\s*$/.test(before);
  const touches = before !== "" && !/[\s([{/-]$/.test(before) && !/^[\s,.;:!?)\]}%°]/.test(said);
  const text = beginsSentence ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  const follows = /^[\p{L}\p{N}([]/u.test(after) && !/\s$/.test(said) ? " " : "";
  return (touches ? " " : "") + text + follows;
}

/** A macro by its code or title as it was said: the very words, then titles that hold them all. */
export function macroSaid<Macro extends { code: string; title: string }>(
  macros: readonly Macro[],
  said: string,
): Macro | null {
  const wanted = plain(said);
  if (wanted === "") return null;
  const words = wanted.split(" ");
  const holds = ({ title }: Macro) => words.every((word) => plain(title).split(" ").includes(word));
  const found = macros.filter(holds);
  return (
    macros.find(({ code }) => plain(code) === wanted) ??
    macros.find(({ title }) => plain(title) === wanted) ??
    macros.find(({ code }) => plain(code).replaceAll(" ", "") === wanted.replaceAll(" ", "")) ??
    // Two that fit are as good as none: a wrong text is worse than a second try.
    (found.length === 1 ? (found[0] ?? null) : null)
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
