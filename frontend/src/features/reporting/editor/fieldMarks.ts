import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { type Field, fieldsIn } from "../model/fields";

const OPEN = Decoration.mark({ class: "tr-field" });
const PICK = Decoration.mark({ class: "tr-field tr-field-pick" });

interface Marks {
  fields: readonly Field[];
  shown: DecorationSet;
}

const marks = StateField.define<Marks>({
  create: (state) => read(state),
  update: (value, change) => (change.docChanged ? read(change.state) : value),
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});

function read(state: EditorState): Marks {
  const fields = fieldsIn(state.doc.toString());
  const shown = Decoration.set(
    fields.map(({ from, to, choices }) => (choices.length > 0 ? PICK : OPEN).range(from, to)),
  );
  return { fields, shown };
}

/** The fields of a section as it stands. */
export function fieldsOf(state: EditorState): readonly Field[] {
  return state.field(marks, false)?.fields ?? [];
}

/** The field that is selected whole, or null. */
export function selectedField(state: EditorState): Field | null {
  const { from, to } = state.selection.main;
  return fieldsOf(state).find((field) => field.from === from && field.to === to) ?? null;
}

/** Fields stand out by colour and shape; a press on one selects all of it, so that typing replaces it. */
export function fieldMarks(): Extension {
  return [
    marks,
    EditorView.domEventHandlers({
      click(_, view) {
        const { from, empty } = view.state.selection.main;
        if (!empty || view.state.readOnly) return false;
        const field = fieldsOf(view.state).find((one) => one.from < from && from < one.to);
        if (field) view.dispatch({ selection: { anchor: field.from, head: field.to } });
        return false;
      },
    }),
  ];
}
