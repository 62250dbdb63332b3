import { expect, it } from "vitest";
import { carryOut } from "@/features/dictation/model/carryOut";
import type { TextPort } from "@/features/dictation/model/textPort";
import { interpret } from "@/features/dictation/speech/interpreting";

function listening(): { done: string[]; text: TextPort } {
  const done: string[] = [];
  const note =
    (name: string) =>
    (...said: unknown[]) => {
      done.push([name, ...said].join(" "));
    };
  const text: TextPort = {
    write: note("write"),
    showInterim: note("interim"),
    undo: note("undo"),
    goToField: note("field"),
    goToSection: note("section"),
    insertNormal: note("normal"),
    insertMacro: (said) => said === "hips",
    sign: note("sign"),
    putTyped: async () => true,
  };
  return { done, text };
}

it("does in its order what one utterance says", () => {
  const { done, text } = listening();
  const said = "no effusion period next field small scratch that go to impression normal";
  expect(carryOut(interpret(said), text)).toEqual({ stops: false, unknownMacro: null });
  expect(done).toEqual([
    "write no effusion.",
    "field 1",
    "write small",
    "undo",
    "section impression",
    "write normal",
  ]);
});

it("says which macro there is none of, and when to stop", () => {
  const { text } = listening();
  expect(carryOut(interpret("macro hips"), text).unknownMacro).toBeNull();
  expect(carryOut(interpret("macro knees"), text).unknownMacro).toBe("knees");
  expect(carryOut(interpret("stop listening"), text).stops).toBe(true);
});
