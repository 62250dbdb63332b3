import type { SpokenPiece } from "@/api/dictations";
import * as en from "./english";
import { levelAt } from "./levels";
import { measureAt } from "./numbers";
import { closed, joined, type Token, tokensOf, word } from "./tokens";

type Name = SpokenPiece["name"];
type Found = readonly [piece: SpokenPiece, end: number];

const textPiece = (text: string): SpokenPiece => ({ kind: "text", text, name: "", argument: "" });
const command = (name: Name, argument = ""): SpokenPiece => {
  return { kind: "command", text: "", name, argument };
};

/**
 * What was heard, in order: texts to write, and commands. The same as the server makes of what its
 * engine hears (`apps/dictation/speech`); `tests/voiceCases.json` is held against both. Commands,
 * marks and numbers are known in English; else the text is left as it is.
 */
export function interpret(heard: string, language = "en"): SpokenPiece[] {
  if (language.split("-")[0] !== "en") {
    const text = heard.trim().split(/\s+/).join(" ");
    return text === "" ? [] : [textPiece(text)];
  }
  const tokens = tokensOf(heard);
  const whole = en.WHOLE_COMMANDS[tokens.map(word).join(" ")];
  if (whole) return [command(whole)];
  const pieces: SpokenPiece[] = [];
  let text: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = commandAt(tokens, at);
    if (found) {
      pieces.push(...written(text), found[0]);
      text = [];
      at = found[1];
    } else {
      text.push(tokens[at] as Token);
      at += 1;
    }
  }
  return [...pieces, ...written(text)];
}

function written(tokens: readonly Token[]): SpokenPiece[] {
  const text = joined(formatted(punctuated(tokens)));
  return text === "" ? [] : [textPiece(text)];
}

function commandAt(tokens: readonly Token[], at: number): Found | null {
  for (const [phrase, name] of Object.entries(en.COMMANDS)) {
    const end = said(tokens, at, phrase);
    if (end) return [command(name), end];
  }
  return goTo(tokens, at) ?? insertNormal(tokens, at) ?? macro(tokens, at);
}

function goTo(tokens: readonly Token[], at: number): Found | null {
  for (const phrase of en.GO_TO) {
    const end = said(tokens, at, phrase);
    const section = end ? sectionAt(tokens, said(tokens, end, "the") || end) : null;
    if (section) return [command("go_to", section[0]), section[1]];
  }
  return null;
}

function insertNormal(tokens: readonly Token[], at: number): Found | null {
  if (!begins(tokens, at)) return null;
  for (const phrase of en.INSERT_NORMAL) {
    const start = said(tokens, at, phrase);
    if (!start) continue;
    const [code, end] = sectionAt(tokens, start) ?? ["", start];
    if (end === tokens.length || closed(tokens[end - 1])) {
      return [command("insert_normal", code), end];
    }
  }
  return null;
}

function macro(tokens: readonly Token[], at: number): Found | null {
  if (!begins(tokens, at)) return null;
  for (const phrase of en.MACRO) {
    const start = said(tokens, at, phrase);
    if (!start || start >= tokens.length) continue;
    let end = start + 1;
    while (end < tokens.length && !closed(tokens[end - 1])) end += 1;
    if (end - start > en.MOST_MACRO_WORDS) continue;
    const name = tokens.slice(start, end).map(({ core }) => core);
    return [command("macro", name.join(" ")), end];
  }
  return null;
}

/** Whether a sentence begins there, or a command of the same utterance has just ended. */
function begins(tokens: readonly Token[], at: number): boolean {
  if (at === 0 || closed(tokens[at - 1])) return true;
  return Object.keys(en.COMMANDS).some((phrase) => {
    const start = at - phrase.split(" ").length;
    return start >= 0 && said(tokens, start, phrase) === at;
  });
}

function sectionAt(tokens: readonly Token[], at: number) {
  return longest(tokens, at, en.SECTIONS);
}

/** The place behind `phrase` where it is said at `at`; else 0. Marks within are an engine's guess. */
function said(tokens: readonly Token[], at: number, phrase: string): number {
  const words = phrase.split(" ");
  const found = tokens.slice(at, at + words.length).map(word);
  return found.join(" ") === phrase && found.length === words.length ? at + words.length : 0;
}

function longest(
  tokens: readonly Token[],
  at: number,
  phrases: Readonly<Record<string, string>>,
): readonly [string, number] | null {
  const byLength = Object.entries(phrases).sort(([one], [other]) => other.length - one.length);
  for (const [phrase, meaning] of byLength) {
    const end = said(tokens, at, phrase);
    if (end) return [meaning, end];
  }
  return null;
}

/** Spoken marks and lines as marks and lines. */
function punctuated(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const line = longest(tokens, at, en.LINES);
    const mark = longest(tokens, at, en.MARKS);
    const last = found.at(-1);
    if (line) {
      found.push({ core: line[0], trail: "" });
      at = line[1];
    } else if (mark && isMeant(tokens, at, mark[1])) {
      if (last && !last.core.startsWith("\n")) {
        found[found.length - 1] = { core: last.core, trail: mark[0] };
      }
      at = mark[1];
    } else {
      found.push(tokens[at] as Token);
      at += 1;
    }
  }
  return found;
}

/** Whether `colon` and `period` are marks here, and not an organ or a time. */
function isMeant(tokens: readonly Token[], at: number, end: number): boolean {
  const phrase = tokens.slice(at, end).map(word).join(" ");
  const before = at > 0 ? word(tokens[at - 1]) : "";
  if (phrase === "colon") return en.COLON_AFTER.has(before);
  if (phrase !== "period") return true;
  return !en.NOT_A_PERIOD_AFTER.has(before) && !en.NOT_A_PERIOD_BEFORE.has(word(tokens[end]));
}

/** Levels, measurements and numbers as they are written. */
function formatted(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const special = levelAt(tokens, at) ?? measureAt(tokens, at);
    if (special) {
      found.push(special[0]);
      at = special[1];
    } else {
      found.push(tokens[at] as Token);
      at += 1;
    }
  }
  return found;
}
