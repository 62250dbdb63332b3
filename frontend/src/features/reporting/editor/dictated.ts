import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { joinedDictation } from "../model/dictated";
import { editorAt, insertAt, lastSectionInUse } from "./places";

/** What was dictated, where it stands now, and what it took the place of. */
interface Insertion {
  from: number;
  to: number;
  replaced: string;
  /** Counts through all sections. */
  number: number;
}

const MOST_UNDONE = 50;
let count = 0;

const written = StateEffect.define<Insertion>();
const takenBack = StateEffect.define<number>();
const interim = StateEffect.define<string>();

const insertions = StateField.define<readonly Insertion[]>({
  create: () => [],
  update(value, change) {
    let next = change.docChanged
      ? value.map((one) => ({
          ...one,
          from: change.changes.mapPos(one.from, 1),
          to: change.changes.mapPos(one.to, -1),
        }))
      : value;
    for (const effect of change.effects) {
      if (effect.is(written)) next = [...next, effect.value].slice(-MOST_UNDONE);
      if (effect.is(takenBack)) next = next.filter(({ number }) => number !== effect.value);
    }
    return next;
  },
});

class Interim extends WidgetType {
  constructor(private readonly text: string) {
    super();
  }

  override eq(other: Interim): boolean {
    return other.text === this.text;
  }

  toDOM(): HTMLElement {
    const shown = document.createElement("span");
    shown.className = "tr-interim";
    shown.textContent = this.text;
    shown.setAttribute("aria-hidden", "true");
    return shown;
  }
}

/** Stands at the cursor and is no text: nothing saves or checks it. */
const interimText = StateField.define<string>({
  create: () => "",
  update(value, change) {
    for (const effect of change.effects) if (effect.is(interim)) return effect.value;
    return value;
  },
});

const interimShown = EditorView.decorations.compute([interimText, "selection", "doc"], (state) => {
  const text = state.field(interimText);
  if (text === "") return Decoration.none as DecorationSet;
  const widget = Decoration.widget({ widget: new Interim(text), side: 1 });
  return Decoration.set(widget.range(state.selection.main.to));
});

export function dictated(): Extension {
  return [insertions, interimText, interimShown];
}

/** Writes what was said at the cursor of the section in use last, or else at the end of `otherwise`. */
export function writeDictated(text: string, otherwise: number): void {
  const place = lastSectionInUse();
  const view = editorAt(place ?? otherwise);
  if (!view || view.state.readOnly) return;
  const { doc } = view.state;
  const { from, to } = place === null ? { from: doc.length, to: doc.length } : selectionOf(view);
  const insert = joinedDictation(doc.sliceString(0, from), text, doc.sliceString(to));
  if (insert === "") return;
  count += 1;
  const replaced = doc.sliceString(from, to);
  // Who scrolls through the images while speaking goes on there: the focus stays where it is.
  insertAt(view, from, to, insert, false, [
    written.of({ from, to: from + insert.length, replaced, number: count }),
    EditorView.announce.of(insert),
    EditorView.scrollIntoView(from + insert.length),
  ]);
}

/** Takes back what was dictated last, in whichever section; what it had replaced stands there again. */
export function undoDictated(views: readonly EditorView[]): void {
  const all = views.flatMap((view) =>
    view.state.field(insertions).map((insertion) => ({ view, insertion })),
  );
  const last = all.sort((one, other) => one.insertion.number - other.insertion.number).at(-1);
  if (!last) return;
  const { from, to, replaced, number } = last.insertion;
  insertAt(last.view, from, Math.max(from, to), replaced, false, [takenBack.of(number)]);
}

/** Shows what is not settled at the cursor of the section in use last. */
export function showInterim(views: readonly EditorView[], text: string, otherwise: number): void {
  const shown = editorAt(lastSectionInUse() ?? otherwise);
  for (const view of views) {
    const wanted = view === shown ? text : "";
    if (view.state.field(interimText) !== wanted) view.dispatch({ effects: interim.of(wanted) });
  }
}

function selectionOf(view: EditorView): { from: number; to: number } {
  const { from, to } = view.state.selection.main;
  return { from, to };
}
