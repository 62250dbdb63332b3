import * as en from "./english";
import { closed, type Token, word } from "./tokens";

/** `end` is the place behind it; `plain` one that stays a word where nothing asks for digits. */
export interface Spoken {
  digits: string;
  end: number;
  plain: boolean;
}

export type Written = readonly [text: Token, end: number];

const DIGITS = /^\d+(?:\.\d+)?$/;
const SMALL = 10;

/** The number that begins at `at`, as far as it goes without a mark within. */
export function numberAt(tokens: readonly Token[], at: number): Spoken | null {
  const first = tokens[at];
  if (!first) return null;
  if (DIGITS.test(first.core)) return { digits: first.core, end: at + 1, plain: false };
  const whole = wholeAt(tokens, at);
  const [value, end] = whole ?? [0, at];
  const fraction = fractionAt(tokens, end);
  if (fraction && (!whole || !closed(tokens[end - 1]))) {
    return { digits: `${value}.${fraction[0]}`, end: fraction[1], plain: false };
  }
  if (!whole) return null;
  return { digits: String(value), end, plain: value < SMALL && end === at + 1 };
}

/** A measurement, a range or a number that is written in digits, and the place behind it. */
export function measureAt(tokens: readonly Token[], at: number): Written | null {
  const first = numberAt(tokens, at);
  if (!first) return null;
  const long = several(tokens, first);
  if (long) return long;
  const halved = withHalf(tokens, first);
  const unit = unitAt(tokens, halved.end);
  if (unit) return written(tokens, halved.digits + unit[0], unit[1]);
  if (first.plain && !numbered(tokens, at)) return null;
  return written(tokens, first.digits, first.end);
}

/** The unit at a place behind a number, with the space before it, and the place behind the unit. */
export function unitAt(tokens: readonly Token[], at: number): readonly [string, number] | null {
  if (at === 0 || closed(tokens[at - 1])) return null;
  for (const length of [2, 1]) {
    const phrase = tokens.slice(at, at + length);
    if (phrase.length < length || phrase.slice(0, -1).some(closed)) continue;
    const unit = en.UNITS[phrase.map(word).join(" ")];
    if (unit !== undefined) return [unit, at + length];
  }
  return null;
}

/** `2 x 3 x 4 mm` and `2 to 3 mm`: numbers that one unit ends. */
function several(tokens: readonly Token[], first: Spoken): Written | null {
  let text = first.digits;
  let number = first;
  let unit = unitAt(tokens, number.end);
  for (;;) {
    const end = unit ? unit[1] : number.end;
    if (end >= tokens.length || closed(tokens[end - 1])) break;
    const separator = word(tokens[end]);
    const by = en.BY.has(separator);
    if (!by && (!en.RANGE.has(separator) || unit)) break;
    const following = numberAt(tokens, end + 1);
    if (!following || closed(tokens[end])) break;
    const next = unitAt(tokens, following.end);
    // A unit said twice is written once.
    const said = unit && (!next || next[0] !== unit[0]) ? unit[0] : "";
    text += `${said} ${by ? "x" : separator} ${following.digits}`;
    number = following;
    unit = next;
  }
  return number === first || !unit ? null : written(tokens, text + unit[0], unit[1]);
}

/** `three and a half`: only before a unit. */
function withHalf(tokens: readonly Token[], number: Spoken): Spoken {
  const end = number.end + en.HALF.length;
  const said = tokens.slice(number.end, end).map(word).join(" ") === en.HALF.join(" ");
  if (!said || number.digits.includes(".") || closed(tokens[number.end - 1])) return number;
  return unitAt(tokens, end) ? { digits: `${number.digits}.5`, end, plain: false } : number;
}

function written(tokens: readonly Token[], core: string, end: number): Written {
  return [{ core, trail: tokens[end - 1]?.trail ?? "" }, end];
}

function numbered(tokens: readonly Token[], at: number): boolean {
  return at > 0 && en.NUMBERED.has(word(tokens[at - 1])) && !closed(tokens[at - 1]);
}

type Whole = readonly [value: number, end: number];

function wholeAt(tokens: readonly Token[], at: number): Whole | null {
  const below = belowHundred(tokens, at);
  if (!below) return null;
  const year = yearAt(tokens, at);
  if (year) return year;
  let [value, end] = below;
  if (follows(tokens, end, en.HUNDRED)) [value, end] = plusRest(tokens, value * 100, end + 1);
  if (follows(tokens, end, en.THOUSAND)) {
    [value, end] = plusRest(tokens, value * 1000, end + 1);
    if (follows(tokens, end, en.HUNDRED)) {
      const hundreds = value % 1000;
      [value, end] = plusRest(tokens, value - hundreds + hundreds * 100, end + 1);
    }
  }
  return [value, end];
}

function plusRest(tokens: readonly Token[], value: number, end: number): Whole {
  if (closed(tokens[end - 1])) return [value, end];
  const start = follows(tokens, end, en.AND) ? end + 1 : end;
  const rest = belowHundred(tokens, start);
  return rest ? [value + rest[0], rest[1]] : [value, end];
}

function belowHundred(tokens: readonly Token[], at: number): Whole | null {
  if (at >= tokens.length) return null;
  const said = word(tokens[at]);
  const one = numberOf(en.ONES, said);
  if (one !== undefined) return [one, at + 1];
  const dash = said.indexOf("-");
  const ten = numberOf(en.TENS, dash < 0 ? said : said.slice(0, dash));
  if (ten === undefined) return null;
  const ones = dash < 0 ? "" : said.slice(dash + 1);
  if (ones !== "") {
    const more = numberOf(en.ONES, ones) ?? 0;
    return more > 0 && more < SMALL ? [ten + more, at + 1] : null;
  }
  if (at + 1 < tokens.length && !closed(tokens[at])) {
    const more = numberOf(en.ONES, word(tokens[at + 1])) ?? 0;
    if (more > 0 && more < SMALL) return [ten + more, at + 2];
  }
  return [ten, at + 1];
}

/** `nineteen ninety eight`, `twenty twenty four`. */
function yearAt(tokens: readonly Token[], at: number): Whole | null {
  const century = numberOf(en.CENTURIES, word(tokens[at]));
  if (century === undefined || closed(tokens[at])) return null;
  const rest = belowHundred(tokens, at + 1);
  return rest && rest[0] >= SMALL ? [century + rest[0], rest[1]] : null;
}

/** The digits after `point`, and the place behind them. */
function fractionAt(tokens: readonly Token[], at: number): readonly [string, number] | null {
  if (!follows(tokens, at, en.POINT)) return null;
  let digits = "";
  let end = at + 1;
  while (end < tokens.length && !closed(tokens[end - 1])) {
    if (word(tokens[end]) === en.NOUGHT) {
      digits += "0";
      end += 1;
      continue;
    }
    const said = belowHundred(tokens, end);
    if (!said) break;
    digits += String(said[0]);
    end = said[1];
  }
  return digits === "" ? null : [digits, end];
}

function follows(tokens: readonly Token[], at: number, said: string): boolean {
  return at < tokens.length && word(tokens[at]) === said && (at === 0 || !closed(tokens[at - 1]));
}

/** Words such as `constructor` are no numbers. */
export function numberOf(table: Readonly<Record<string, number>>, said: string) {
  return Object.hasOwn(table, said) ? table[said] : undefined;
}
