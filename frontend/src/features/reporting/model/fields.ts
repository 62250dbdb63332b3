/** A place in a section's text that waits to be filled: `[Side]`, or `[Side: left|right]` with its choices. */
export interface Field {
  /** UTF-16 places; the text between them begins with `[` and ends with `]`. */
  from: number;
  to: number;
  /** Empty for `[ ]`. */
  name: string;
  /** Empty for an open field; else the usual answer first. */
  choices: readonly string[];
}

export const MOST_CHOICES = 20;
export const LONGEST_CHOICE = 80;
const BRACKETS = /\[([^[\]\n]{0,1800})\](?!\()/g;
const NAME = /^[^\d|:]{1,60}$/;
const OPEN = /^[^\d|]{1,60}$/;
/** Brackets that say something themselves: a tick, a numeral, a letter, an original spelling. */
const MEANT = /^(?:[✓]|[ivx]+|[a-z]|sic)$/i;

/** Every field of a text, in its order. */
export function fieldsIn(text: string): Field[] {
  const found: Field[] = [];
  for (const match of text.matchAll(BRACKETS)) {
    const field = read(match[1] ?? "");
    if (field) found.push({ from: match.index, to: match.index + match[0].length, ...field });
  }
  return found;
}

function read(inside: string): Pick<Field, "name" | "choices"> | null {
  const said = inside.trim();
  if (said === "") return { name: "", choices: [] };
  const colon = said.indexOf(":");
  if (colon > 0 && said.includes("|")) {
    const name = said.slice(0, colon).trim();
    const choices = said
      .slice(colon + 1)
      .split("|")
      .map((choice) => choice.trim());
    const sound =
      NAME.test(name) &&
      choices.length <= MOST_CHOICES &&
      choices.every((choice) => choice !== "" && choice.length <= LONGEST_CHOICE);
    return sound ? { name, choices } : null;
  }
  return OPEN.test(said) && !MEANT.test(said) ? { name: said, choices: [] } : null;
}

/** The first field that begins at or after `place`, or the last that ends at or before it. */
export function fieldBeside(
  fields: readonly Field[],
  place: number,
  direction: 1 | -1,
): Field | null {
  const found =
    direction === 1
      ? fields.find(({ from }) => from >= place)
      : fields.findLast(({ to }) => to <= place);
  return found ?? null;
}
