import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { copiedPlaces } from "../model/copied";

const COPIED = Decoration.mark({ class: "tr-copied" });

interface Marks {
  texts: readonly string[];
  shown: DecorationSet;
}

const setTexts = StateEffect.define<readonly string[]>();

const marks = StateField.define<Marks>({
  create: () => ({ texts: [], shown: Decoration.none }),
  update(value, change) {
    const told = change.effects.find((effect) => effect.is(setTexts));
    if (!told && !change.docChanged) return value;
    return read(change.state, told ? (told.value as readonly string[]) : value.texts);
  },
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});

function read(state: EditorState, texts: readonly string[]): Marks {
  const places = copiedPlaces(state.doc.toString(), texts);
  return { texts, shown: Decoration.set(places.map(({ from, to }) => COPIED.range(from, to))) };
}

/** Marks what was copied from another report, wherever it stands unchanged. */
export function copiedMarks(): Extension {
  return marks;
}

export function showCopied(view: EditorView, texts: readonly string[]): void {
  view.dispatch({ effects: setTexts.of(texts) });
}
