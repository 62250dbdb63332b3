import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { i18n } from "@/i18n";
import { en } from "@/i18n/en";
import { EngineWords } from "@/lib/engineWords";

const words = new EngineWords(i18n.getFixedT(null, ["engine", "common"]), {
  sites: new Map([["north", "North Hospital"]]),
  pools: new Map([["night", "Night readers"]]),
});

/** The back end writes this list; its tests fail when it is not as the code is. */
const codes: Record<string, string[]> = JSON.parse(
  readFileSync(new URL("../engineCodes.json", import.meta.url), "utf8"),
);

function textsAt(place: string): unknown {
  return place
    .split(".")
    .reduce<unknown>(
      (texts, name) => (texts !== null && typeof texts === "object" ? Object(texts)[name] : null),
      en,
    );
}

describe("the dictionary", () => {
  it.each(Object.entries(codes))("has a text for every code of %s", (place, listed) => {
    const texts = textsAt(place);
    expect(texts).toBeTypeOf("object");
    const without = listed.filter((code) => !Object.hasOwn(Object(texts), code));
    expect(without).toEqual([]);
  });
});

describe("the engine in words", () => {
  it("says DICOM's codes with their names", () => {
    expect(words.modality("XA")).toBe("XA (X-ray angiography)");
    expect(words.modality("NEW")).toBe("NEW");
    expect(words.bodyPart("CHEST")).toBe("Chest");
    expect(words.bodyPart("LSPINE")).toBe("Lumbar spine");
  });

  it("says what a rule wanted and met", () => {
    expect(words.values("modality", ["CT", "XA"])).toBe(
      "CT (computed tomography), XA (X-ray angiography)",
    );
    expect(words.values("patient_class", ["unknown"])).toBe("not known");
    expect(words.values("age_group", ["unknown"])).toBe("age not known");
    expect(words.values("procedure_group", ["neuro"])).toBe("Neuro");
    expect(words.values("priority", ["URGENT"])).toBe("Urgent");
    expect(words.values("site", ["north"])).toBe("North Hospital");
    expect(words.values("local_weekday", ["SA"])).toBe("Saturday");
    expect(words.values("patient_age", [18, 65])).toBe("18 years and 65 years");
    expect(words.values("image_count", 67.4449)).toBe("67.44");
    expect(words.values("holiday", false)).toBe("no");
    expect(words.values("indication", ["stroke", "fall"])).toBe("stroke, fall");
    expect([[], "", null].map((value) => words.values("indication", value))).toEqual(["", "", ""]);
  });

  it("says what a rule does", () => {
    const said = (action: Record<string, unknown>) => words.action(action);
    expect(said({ kind: "set_priority", priority: "STAT" })).toBe("priority STAT");
    expect(said({ kind: "route_to", pool: "night", widen_after_minutes: 15 })).toBe(
      "to the pool Night readers; open to others after 15 minutes",
    );
    expect(said({ kind: "page", after_minutes: 15, recipient: "on_call", unless: "claimed" })).toBe(
      "pages the on-call reader after 15 minutes, unless claimed by then",
    );
    const person = "0191d3a0-0000-7000-8000-000000000000";
    expect(said({ kind: "notify", recipient: person, message: "Look." })).toBe(
      "tells a named person: “Look.”",
    );
    expect(said({ kind: "require_skill", skill: "neuro", level: 3 })).toBe(
      "needs Neuro, at least fellowship",
    );
    expect(said({ kind: "read_workflow", workflow: "final_then_over_read" })).toBe(
      "final read, then over-read",
    );
    expect(said({ kind: "split", regions: ["Head", "Body"] })).toBe("split into Head, Body");
    expect(said({ kind: "something_new" })).toBe("something new");
  });

  it("says why a reader may not", () => {
    const said = (code: string, detail: string) => words.exclusion({ code, detail });
    expect(said("privilege_modality", "CT, XA")).toBe(
      "privileges do not cover this modality (CT (computed tomography), XA (X-ray angiography))",
    );
    expect(said("skill_missing", "neuro 3")).toBe(
      "lacks the subspecialty needed (Neuro, at least fellowship)",
    );
    expect(said("outside_pool", "night")).toBe("not in the pool it waits in (Night readers)");
    expect(said("licence_expired", "US-CA until 2026-07-01T07:00+00:00")).toMatch(
      /^licence has expired \(US-CA until 01 Jul 2026, \d\d:\d\d .+\)$/,
    );
    expect(said("privilege_expired", "until 2026-07-01T07:00+00:00")).toMatch(
      /^privileges have expired \(until 01 Jul 2026/,
    );
    expect(said("blocked_patient", "a relative")).toBe("blocked for this patient (a relative)");
    expect(said("no_privilege_at_site", "")).toBe("no privileges at this site");
  });
});
