/** Finding what a person means by a few typed words: each must begin one of the spoken words. */

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Words that join others and say nothing themselves. */
const FILLERS = new Set(
  "a an after and at else for from go goes if in is not of than the then to when with within".split(
    " ",
  ),
);

export function tokensOf(text: string): string[] {
  const tokens = plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== "");
  const telling = tokens.filter((token) => !FILLERS.has(token));
  return telling.length > 0 ? telling : tokens;
}

/** Whether every word of `text` begins a word of `spoken`; nothing typed fits everything. */
export function fitsAll(text: string, spoken: string): boolean {
  const said = plain(spoken).split(/[^\p{L}\p{N}]+/u);
  return tokensOf(text).every((token) => said.some((word) => word.startsWith(token)));
}

export function numbersIn(text: string): number[] {
  return (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}
