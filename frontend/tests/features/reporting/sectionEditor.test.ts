// @vitest-environment jsdom
import { EditorView } from "@codemirror/view";
import { afterEach, describe, expect, it } from "vitest";
import {
  focusSection,
  goToField,
  replaceSection,
  selectInSection,
} from "@/features/reporting/editor/places";
import { mountSection, type SectionEditor } from "@/features/reporting/editor/sectionEditor";

// jsdom has no layout: nothing can be scrolled to or measured there.
Element.prototype.scrollIntoView ??= () => undefined;

const mounted: SectionEditor[] = [];
const texts: Record<number, string> = {};

function mount(place: number, text: string, readOnly = false): SectionEditor {
  const parent = document.createElement("div");
  document.body.append(parent);
  texts[place] = text;
  const editor = mountSection({
    parent,
    text,
    readOnly,
    place,
    labelledBy: "label",
    minimumLines: 2,
    words: { field: String, pick: String, inserted: String },
    macros: () => [{ code: "nodule", title: "Nodule", section: "", text: "A nodule of [size]." }],
    onEdit: (changed) => {
      texts[place] = changed;
    },
  });
  mounted.push(editor);
  return editor;
}

function viewAt(place: number): EditorView {
  const field = document.querySelector<HTMLElement>(`[data-report-section="${place}"]`);
  const view = field && EditorView.findFromDOM(field);
  if (!view) throw new Error(`no section ${place}`);
  return view;
}

function selected(place: number): string {
  const { state } = viewAt(place);
  return state.sliceDoc(state.selection.main.from, state.selection.main.to);
}

function press(place: number, key: string, shiftKey = false): boolean {
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  return !viewAt(place).contentDOM.dispatchEvent(event);
}

describe("a section's editor", () => {
  afterEach(() => {
    for (const editor of mounted.splice(0)) editor.destroy();
    document.body.replaceChildren();
  });

  it("goes from field to field across sections, and Tab leaves after the last", () => {
    mount(1, "[one] text [two]");
    mount(2, "none");
    mount(3, "[three]");
    selectInSection(1, 0, 0);
    expect(press(1, "Tab")).toBe(true);
    expect(selected(1)).toBe("[one]");
    press(1, "Tab");
    expect(selected(1)).toBe("[two]");
    press(1, "Tab");
    expect(selected(3)).toBe("[three]");
    expect(press(3, "Tab")).toBe(false);
    expect(press(3, "Tab", true)).toBe(true);
    expect(selected(1)).toBe("[two]");
    expect(press(1, "Tab", true)).toBe(true);
    expect(press(1, "Tab", true)).toBe(false);
  });

  it("goes around with the dictation keys", () => {
    mount(1, "[one]");
    mount(2, "[two]");
    selectInSection(2, 0, 5);
    expect(goToField(1, true)).toBe(true);
    expect(selected(1)).toBe("[one]");
    expect(goToField(-1, true)).toBe(true);
    expect(selected(2)).toBe("[two]");
  });

  it("opens a pick list and fills it by Enter, by digit, by arrow", () => {
    for (const [keys, expected] of [
      [["Enter"], "left side"],
      [["2"], "right side"],
      [["ArrowUp", "Enter"], "both side"],
    ] as const) {
      const editor = mount(1, "[Side: left|right|both] side");
      focusSection(1);
      goToField(1, true);
      expect(document.querySelectorAll("[role=option]")).toHaveLength(3);
      for (const key of keys) expect(press(1, key)).toBe(true);
      expect(texts[1]).toBe(expected);
      expect(document.querySelector("[role=listbox]")).toBeNull();
      editor.destroy();
      mounted.pop();
    }
  });

  it("closes a pick list by Escape, and a digit is then text again", () => {
    mount(1, "[Side: left|right]");
    focusSection(1);
    goToField(1, true);
    expect(press(1, "Escape")).toBe(true);
    expect(document.querySelector("[role=listbox]")).toBeNull();
    expect(press(1, "Escape")).toBe(false);
    expect(press(1, "2")).toBe(false);
  });

  it("puts a macro's text in place of its code and goes to its field", () => {
    mount(1, "Seen: .nodule");
    focusSection(1);
    expect(press(1, "Tab")).toBe(true);
    expect(texts[1]).toBe("Seen: A nodule of [size].");
    expect(selected(1)).toBe("[size]");
    press(1, "z");
  });

  it("takes text from elsewhere without telling it back", () => {
    const editor = mount(1, "First.");
    editor.setText("First. Second.");
    expect(viewAt(1).state.doc.toString()).toBe("First. Second.");
    expect(texts[1]).toBe("First.");
    replaceSection(1, "Third.");
    expect(texts[1]).toBe("Third.");
  });

  it("can be reached but not changed when it is read only", () => {
    mount(1, "[one]", true);
    const { contentDOM } = viewAt(1);
    expect(contentDOM.getAttribute("aria-readonly")).toBe("true");
    expect(contentDOM.tabIndex).toBe(0);
    replaceSection(1, "x");
    expect(viewAt(1).state.doc.toString()).toBe("[one]");
    expect(goToField(1, true)).toBe(false);
  });
});
