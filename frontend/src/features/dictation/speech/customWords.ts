export interface CustomWord {
  /** As an engine writes it down. */
  spoken: string;
  /** As it is to stand in a report. */
  written: string;
}

/**
 * Every spoken form that stands as whole words, in any case and spacing, as it is written; the
 * longest first, and what was put in is not looked at again. Of two of one sound the last counts.
 */
export function withCustomWords(text: string, words: readonly CustomWord[]): string {
  const bySpoken = new Map<string, string>();
  for (const { spoken, written } of words) {
    if (keyOf(spoken) !== "") bySpoken.set(keyOf(spoken), written);
  }
  if (bySpoken.size === 0) return text;
  const forms = [...bySpoken.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${forms.map(patternOf).join("|")})(?![\\p{L}\\p{N}_])`,
    "giu",
  );
  return text.replace(pattern, (found) => bySpoken.get(keyOf(found)) ?? found);
}

function keyOf(spoken: string): string {
  return spoken.toLowerCase().trim().split(/\s+/).join(" ");
}

function patternOf(form: string): string {
  const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return form.split(" ").map(escaped).join("\\s+");
}
