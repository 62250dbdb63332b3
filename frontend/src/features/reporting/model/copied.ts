import type { CopiedText, Section } from "@/api/types";

/** Where texts copied from another report stand in a section, word for word; each once, none over another. */
export function copiedPlaces(
  body: string,
  texts: readonly string[],
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const text of texts) {
    if (text === "") continue;
    let from = body.indexOf(text);
    while (from >= 0 && found.some((place) => from < place.to && place.from < from + text.length)) {
      from = body.indexOf(text, from + 1);
    }
    if (from >= 0) found.push({ from, to: from + text.length });
  }
  return found.sort((one, other) => one.from - other.from);
}

/** Of the copied texts those that still stand unchanged: who edits one has made it his own. */
export function standingCopies(
  copied: readonly CopiedText[],
  sections: readonly Section[],
): CopiedText[] {
  return copied.filter(({ section, text }) => bodyOf(sections, section).includes(text));
}

export function sameCopied(one: readonly CopiedText[], other: readonly CopiedText[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ section, text }, place) => {
      return section === other[place]?.section && text === other[place]?.text;
    })
  );
}

/** The lines of a section of another report, each to be marked by itself. */
export function copiedLines(body: string): string[] {
  return [...new Set(body.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
}

/** How much of the text stands as it was copied, by the report it came from. */
export function countCopied(copied: readonly CopiedText[]): { origin: string; lines: number }[] {
  const counts = new Map<string, number>();
  for (const { origin } of copied) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  return [...counts].map(([origin, lines]) => ({ origin, lines }));
}

function bodyOf(sections: readonly Section[], code: string): string {
  return sections.find((section) => section.code === code)?.body ?? "";
}
