import type { Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

const AUTO = Decoration.line({ attributes: { dir: "auto" } });

function linesShown(view: EditorView): DecorationSet {
  const lines = [];
  for (const { from, to } of view.visibleRanges) {
    for (let place = from; place <= to; ) {
      const line = view.state.doc.lineAt(place);
      lines.push(AUTO.range(line.from));
      place = line.to + 1;
    }
  }
  return Decoration.set(lines);
}

/** Every line has the direction of its own first letter: Arabic and Hebrew run from right to left. */
export function lineDirections(): Extension {
  return [
    EditorView.perLineTextDirection.of(true),
    ViewPlugin.fromClass(
      class {
        lines: DecorationSet;
        constructor(view: EditorView) {
          this.lines = linesShown(view);
        }
        update(update: ViewUpdate) {
          if (update.docChanged || update.viewportChanged) this.lines = linesShown(update.view);
        }
      },
      { decorations: ({ lines }) => lines },
    ),
  ];
}
