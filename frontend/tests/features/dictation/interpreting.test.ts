import { describe, expect, it } from "vitest";
import { withCustomWords } from "@/features/dictation/speech/customWords";
import { interpret } from "@/features/dictation/speech/interpreting";
import cases from "../../voiceCases.json";

interface Said {
  text?: string;
  name?: string;
  argument?: string;
}

/** The table is the server's as well: tests/apps/dictation/test_interpreting.py. */
describe("what was heard and what is written", () => {
  it.each(cases)("$heard", ({ heard, language, words, pieces }) => {
    const expected = pieces.map(({ text = "", name = "", argument = "" }: Said) => {
      return { kind: name === "" ? "text" : "command", text, name, argument };
    });
    expect(interpret(withCustomWords(heard, words ?? []), language)).toEqual(expected);
  });

  it("takes no word for more than it is", () => {
    expect(interpret("constructor toString")).toEqual([
      { kind: "text", text: "constructor toString", name: "", argument: "" },
    ]);
  });
});
