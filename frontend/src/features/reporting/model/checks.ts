import type { CheckOverride, CheckResult, Section } from "@/api/types";

/** A result is the same one while its code, section and words stay; where it stands may move. */
export function keyOfResult(result: CheckResult, sections: readonly Section[]): string {
  return JSON.stringify([result.code, result.section, wordsAt(result, sections)]);
}

/** The characters that a result is about. Places count Unicode characters, as the server does. */
export function wordsAt(result: CheckResult, sections: readonly Section[]): string {
  const body = sections.find(({ code }) => code === result.section)?.body ?? "";
  return Array.from(body).slice(result.start, result.end).join("");
}

/** The same place in UTF-16 units, which is how a text field counts. */
export function fieldPlace(body: string, result: CheckResult): { start: number; end: number } {
  const characters = Array.from(body);
  const start = characters.slice(0, result.start).join("").length;
  return { start, end: start + characters.slice(result.start, result.end).join("").length };
}

/** What the signature says of each result that has a reason. */
export function overridesOf(
  results: readonly CheckResult[],
  sections: readonly Section[],
  reasons: Readonly<Record<string, string>>,
): CheckOverride[] {
  return results.flatMap((result) => {
    const reason = reasons[keyOfResult(result, sections)]?.trim() ?? "";
    const { code, section, start } = result;
    return reason === "" ? [] : [{ code, section, start, reason }];
  });
}
