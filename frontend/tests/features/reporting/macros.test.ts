import { describe, expect, it } from "vitest";
import { codeBefore, macrosFor } from "@/features/reporting/model/macros";

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

  it("is offered by the very code, by its beginning, by its title", () => {
    const known = [
      { code: "chestnodule", title: "x", text: "" },
      { code: "nodules", title: "x", text: "" },
      { code: "other", title: "Nodule follow-up", text: "" },
      { code: "nodule", title: "x", text: "" },
      { code: "liver", title: "Liver", text: "" },
    ];
    expect(macrosFor(known, "nodule").map(({ code }) => code)).toEqual([
      "nodule",
      "nodules",
      "chestnodule",
      "other",
    ]);
  });
});
