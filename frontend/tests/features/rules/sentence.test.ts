import { expect, it } from "vitest";
import type { Condition } from "@/api/ruleTypes";
import { nameFor, plainSentence, sentenceOf } from "@/features/rules/model/sentence";
import { rule, strokeAtNight, texts, words } from "./fixtures";

function say(when: Condition): string {
  return plainSentence(sentenceOf(rule("r1", { when, then: [] }), words, texts), "nothing");
}

it("reads a rule as a person would say it", () => {
  expect(plainSentence(sentenceOf(strokeAtNight, words, texts), "")).toBe(
    "When modality is CT and patient class is emergency and indication mentions stroke" +
      " and time at the site is between 20:00 and 07:00" +
      " → pathway stroke, needs neuro, due within 15 min, page on-call if not claimed after 15 min",
  );
});

it("puts groups in brackets and says not, empty, and yes or no", () => {
  expect(
    say({
      all: [
        { not: { field: "modality", operator: "any_of", value: ["CT", "MR"] } },
        {
          any: [
            { field: "holiday", operator: "is", value: true },
            { field: "indication", operator: "is_empty", value: null },
          ],
        },
        { field: "patient_age", operator: "at_least", value: 65 },
      ],
    }),
  ).toBe(
    "When not modality is CT or MR and (it is a public holiday at the site or indication is empty)" +
      " and patient's age is at least 65 years → nothing",
  );
  expect(say({ all: [] })).toBe("Always → nothing");
});

it("names a rule by its values when nobody has named it", () => {
  expect(nameFor(strokeAtNight, words, texts)).toBe(
    "CT, emergency, stroke, 20:00 and 07:00 → pathway stroke",
  );
});
