import * as en from "./english";
import { numberOf, unitAt, type Written } from "./numbers";
import { closed, type Token, word } from "./tokens";

const WRITTEN = /^([ctls])(\d{1,2})$/;

interface Level {
  region: string;
  number: number;
  end: number;
}

/** A level of the spine, or two that adjoin, and the place behind: `L4-5`, `L5-S1`, `T2-weighted`. */
export function levelAt(tokens: readonly Token[], at: number): Written | null {
  const first = single(tokens, at);
  if (!first) return null;
  const { region, number, end } = first;
  const text = `${region.toUpperCase()}${number}`;
  const trail = (place: number) => tokens[place - 1]?.trail ?? "";
  if (closed(tokens[end - 1])) return [{ core: text, trail: trail(end) }, end];
  const second = single(tokens, end);
  if (second && adjoins(first, second)) {
    const core = `${text}-${second.region.toUpperCase()}${second.number}`;
    return [{ core, trail: trail(second.end) }, second.end];
  }
  const following = small(tokens, end);
  if (following === number + 1 && !unitAt(tokens, end + 1)) {
    return [{ core: `${text}-${following}`, trail: trail(end + 1) }, end + 1];
  }
  if (region === "t" && word(tokens[end]) === en.WEIGHTED) {
    return [{ core: `${text}-${en.WEIGHTED}`, trail: trail(end + 1) }, end + 1];
  }
  return [{ core: text, trail: "" }, end];
}

/** Said as `L four` or written as `L4`. */
function single(tokens: readonly Token[], at: number): Level | null {
  const said = word(tokens[at]);
  const written = WRITTEN.exec(said);
  const region = written?.[1] ?? said;
  const last = numberOf(en.LAST_LEVEL, region);
  if (last === undefined || (!written && closed(tokens[at]))) return null;
  const number = written ? Number(written[2]) : small(tokens, at + 1);
  return number > 0 && number <= last ? { region, number, end: at + (written ? 1 : 2) } : null;
}

/** A number said in one word or written in digits; 0 where none is. */
function small(tokens: readonly Token[], at: number): number {
  const said = word(tokens[at]);
  return /^\d{1,2}$/.test(said) ? Number(said) : (numberOf(en.ONES, said) ?? 0);
}

function adjoins(above: Level, below: Level): boolean {
  if (above.region === below.region) return below.number === above.number + 1;
  const [region, last] = en.NEXT_REGION[above.region] ?? ["", 0];
  return region === below.region && last === above.number && below.number === 1;
}
