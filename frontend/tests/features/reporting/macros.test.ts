import { describe, expect, it } from "vitest";
import { codeBefore, macrosFor, withMeasurements } from "@/features/reporting/model/macros";

describe("a macro's code", () => {
  it.each([
    [".nodule", "nodule"],
    ["Seen. .Nodule", "nodule"],
    ["(.normal.findings", "normal.findings"],
    ["Seen.nodule", null],
    ["0.5", null],
    ["end .", null],
  ])("in %j", (text, code) => {
    expect(codeBefore(text)?.code ?? null).toBe(code);
  });

  it("brings what is measured now, or leaves the field open", () => {
    const macro = { code: "size", title: "Size", section: "", text: "Nodule, [measurements]." };
    expect(withMeasurements([macro], [])).toEqual([macro]);
    expect(withMeasurements([macro], ["4.0 mm", "3.1 mm"])[0]?.text).toBe(
      "Nodule, 4.0 mm; 3.1 mm.",
    );
  });

  it("is offered by the very code, by its beginning, by its title", () => {
    const known = [
      { code: "chestnodule", title: "x", section: "", text: "" },
      { code: "nodules", title: "x", section: "", text: "" },
      { code: "other", title: "Nodule follow-up", section: "", text: "" },
      { code: "nodule", title: "x", section: "", text: "" },
      { code: "liver", title: "Liver", section: "", text: "" },
    ];
    expect(macrosFor(known, "nodule").map(({ code }) => code)).toEqual([
      "nodule",
      "nodules",
      "chestnodule",
      "other",
    ]);
  });
});
