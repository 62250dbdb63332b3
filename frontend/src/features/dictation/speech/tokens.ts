/** A heard text as words, each with the marks that follow it. A line feed is a token of its own. */
export interface Token {
  /** Without the marks after it. */
  core: string;
  trail: string;
}

const WORD = /(\S*?)([,.;:!?]*)(?:\s+|$)/g;

export function tokensOf(text: string): Token[] {
  return [...text.trim().matchAll(WORD)]
    .map(([, core = "", trail = ""]) => ({ core, trail }))
    .filter(({ core, trail }) => core !== "" || trail !== "");
}

export function word(token: Token | undefined): string {
  return token?.core.toLowerCase() ?? "";
}

/** Whether something ends after it, so that the next word belongs to something else. */
export function closed(token: Token | undefined): boolean {
  return (token?.trail ?? "") !== "";
}

/** One text: single spaces, none around line feeds, a capital after the end of a sentence. */
export function joined(tokens: readonly Token[]): string {
  let text = "";
  for (const { core, trail } of tokens) {
    if (core === "" && text !== "" && !text.endsWith("\n")) {
      text += trail;
      continue;
    }
    const begins = /[\n.!?]$/.test(text);
    const glue = text === "" || text.endsWith("\n") || core.startsWith("\n") ? "" : " ";
    text += glue + (begins ? capital(core) : core) + trail;
  }
  return text;
}

export function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
