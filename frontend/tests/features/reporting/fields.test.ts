import { describe, expect, it } from "vitest";
import { fieldBeside, fieldsIn } from "@/features/reporting/model/fields";

describe("fields", () => {
  it.each([
    ["Nodule of [size] in [lobe].", ["size", "lobe"]],
    ["[Side: left|right]", ["Side"]],
    ["[ ]", [""]],
    ["[x] done, [iv], [sic], [see](here), [T2], [a|b]", []],
    ["[no\nfield]", []],
    ["[Grade: 1|2|3 of 4]", ["Grade"]],
  ])("are found in %j", (text, names) => {
    expect(fieldsIn(text).map(({ name }) => name)).toEqual(names);
  });

  it("stand where their brackets stand, in UTF-16", () => {
    const text = "🫁 [Side: left | right] end";
    const [field] = fieldsIn(text);
    expect(text.slice(field?.from, field?.to)).toBe("[Side: left | right]");
    expect(field?.choices).toEqual(["left", "right"]);
  });

  it("refuse a list that no pick list may be", () => {
    const long = "x".repeat(81);
    expect(fieldsIn(`[Side: left|${long}] [Side: left||right]`)).toEqual([]);
    expect(fieldsIn(`[Side: ${Array(21).fill("a").join("|")}]`)).toEqual([]);
  });

  it("are next to a place on either side", () => {
    const fields = fieldsIn("[one] and [two]");
    expect(fieldBeside(fields, 1, 1)?.name).toBe("two");
    expect(fieldBeside(fields, 10, 1)?.name).toBe("two");
    expect(fieldBeside(fields, 11, 1)).toBeNull();
    expect(fieldBeside(fields, 10, -1)?.name).toBe("one");
    expect(fieldBeside(fields, 4, -1)).toBeNull();
  });
});
