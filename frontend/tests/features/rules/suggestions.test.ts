import { expect, it } from "vitest";
import { suggestActions } from "@/features/rules/model/actions";
import { suggestConditions } from "@/features/rules/model/suggestions";
import { catalogue, texts, words } from "./fixtures";

function conditions(text: string): string[] {
  return suggestConditions(text, catalogue, words, texts).map(({ label }) => label);
}

function actions(text: string): string[] {
  return suggestActions(text, catalogue, words).map(({ label }) => label);
}

it("finds a value without naming its field", () => {
  expect(conditions("ct")[0]).toBe("modality is CT");
  expect(conditions("modality mr")).toContain("modality is MR");
  expect(conditions("inpat")[0]).toBe("patient class is inpatient");
});

it("offers presets by what people call them", () => {
  expect(conditions("night")[0]).toBe("At night");
  expect(conditions("ED")[0]).toBe("From the ED");
  expect(conditions("stroke")[0]).toBe("Stroke words");
  expect(conditions("saturday")).toEqual(
    expect.arrayContaining(["At the weekend", "weekday at the site is Saturday"]),
  );
});

it("takes numbers and free words along", () => {
  expect(conditions("age 65")).toContain("patient's age is at least 65 years");
  expect(conditions("age 2 5")).toContain("patient's age is between 2 and 5 years");
  expect(conditions("indication thunderclap headache")).toContain(
    "indication mentions thunderclap headache",
  );
  expect(conditions("thunderclap")).toEqual(["indication mentions thunderclap"]);
});

it("shows where to begin when nothing is typed", () => {
  expect(conditions("").slice(0, 3)).toEqual(["At night", "At the weekend", "From the ED"]);
  expect(actions("")).toHaveLength(catalogue.actions.length);
});

it("understands what should happen", () => {
  expect(actions("goes to neuro")[0]).toBe("needs neuro");
  expect(actions("within 15 minutes")[0]).toBe("due within 15 min");
  expect(actions("page on-call 20")[0]).toBe("page on-call if not claimed after 20 min");
  expect(actions("else page on-call")).toContain("page on-call if not claimed after 15 min");
  expect(actions("stroke")).toEqual(["pathway stroke"]);
  expect(actions("xyzzy")).toEqual([]);
});
