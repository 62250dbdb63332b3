// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { showInterim, undoDictated, writeDictated } from "@/features/reporting/editor/dictated";
import { editors, focusSection } from "@/features/reporting/editor/places";
import { mountSection, type SectionEditor } from "@/features/reporting/editor/sectionEditor";
import { joinedDictation, macroSaid } from "@/features/reporting/model/dictated";

// jsdom has no layout: nothing can be scrolled to or measured there.
Element.prototype.scrollIntoView ??= () => undefined;

describe("what was said between two texts", () => {
  it.each([
    ["", "no effusion.", "", "No effusion."],
    ["Lungs:", "clear", "", " Clear"],
    ["The heart is", "normal", "", " normal"],
    ["No effusion.", "the heart", "", " The heart"],
    ["No effusion", ", no mass", "", ", no mass"],
    ["one\n", "two", "", "Two"],
    ["A ", "small", "nodule", "small "],
    ["(", "series 3", ")", "series 3"],
    ["3", "%", "", "%"],
    ["done.", "\n\nNext", "", "\n\nNext"],
    ["text", "", "", ""],
  ])("%j + %j + %j", (before, said, after, expected) => {
    expect(joinedDictation(before, said, after)).toBe(expected);
  });
});

it("finds the macro that was meant, and none where two are", () => {
  const macros = [
    { code: "chest.normal", title: "Normal chest" },
    { code: "hips", title: "Hips of a child" },
    { code: "hip.mr", title: "MR of hips" },
  ];
  expect(macroSaid(macros, "chest normal")?.code).toBe("chest.normal");
  expect(macroSaid(macros, "Hips")?.code).toBe("hips");
  expect(macroSaid(macros, "child")?.code).toBe("hips");
  expect(macroSaid(macros, "of hips")).toBeNull();
  expect(macroSaid(macros, "knees")).toBeNull();
});

describe("the editor", () => {
  let mounted: SectionEditor[] = [];
  const bodies: string[] = [];

  function mount(...texts: string[]): void {
    mounted = texts.map((text, place) => {
      const label = document.body.appendChild(document.createElement("span"));
      label.id = `label-${place}`;
      bodies[place] = text;
      return mountSection({
        parent: document.body.appendChild(document.createElement("div")),
        text,
        readOnly: false,
        place: place + 1,
        labelledBy: label.id,
        minimumLines: 1,
        words: { field: String, pick: String, inserted: String },
        macros: () => [],
        onEdit: (body) => {
          bodies[place] = body;
        },
      });
    });
  }

  afterEach(() => {
    for (const editor of mounted) editor.destroy();
    document.body.replaceChildren();
  });

  it("writes in the section used last while the reader is elsewhere, and takes back in turn", () => {
    mount("Lungs:", "");
    focusSection(1);
    const elsewhere = document.body.appendChild(document.createElement("button"));
    elsewhere.focus();
    writeDictated("clear", 2);
    expect(bodies).toEqual(["Lungs: Clear", ""]);
    expect(document.activeElement).toBe(elsewhere);
    focusSection(2);
    writeDictated("normal.", 2);
    writeDictated("no mass", 2);
    expect(bodies[1]).toBe("Normal. No mass");
    undoDictated(editors());
    undoDictated(editors());
    expect(bodies).toEqual(["Lungs: Clear", ""]);
    undoDictated(editors());
    undoDictated(editors());
    expect(bodies).toEqual(["Lungs:", ""]);
  });

  it("puts what was said in place of a selected field, which stands there again when it is taken back", () => {
    mount("Side: [Side], small");
    focusSection(1);
    const [view] = editors();
    view?.dispatch({ selection: { anchor: 6, head: 12 } });
    writeDictated("left", 1);
    expect(bodies[0]).toBe("Side: Left, small");
    undoDictated(editors());
    expect(bodies[0]).toBe("Side: [Side], small");
  });

  it("shows what is not settled without making it text", () => {
    mount("Lungs:");
    focusSection(1);
    showInterim(editors(), "no effu", 1);
    expect(document.querySelector(".tr-interim")?.textContent).toBe("no effu");
    expect(bodies[0]).toBe("Lungs:");
    showInterim(editors(), "", 1);
    expect(document.querySelector(".tr-interim")).toBeNull();
  });
});
