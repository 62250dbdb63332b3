import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { codeBefore, type InsertableMacro, macrosFor } from "../model/macros";
import { insertAt } from "./places";
import { editorWords } from "./words";

type Known = () => readonly InsertableMacro[];

/** `.code` and then space, Enter or Tab puts the macro's text in; a list offers codes while one is typed. */
export function macros(known: Known): Extension {
  return [
    autocompletion({
      override: [(context) => offer(context, known())],
      icons: false,
      maxRenderedOptions: 50,
    }),
    Prec.highest(keymap.of([{ key: "Tab", run: acceptCompletion }])),
    Prec.high(
      keymap.of([
        { key: "Enter", run: (view) => expandTyped(view, known()) },
        { key: "Tab", run: (view) => expandTyped(view, known()) },
      ]),
    ),
    EditorView.inputHandler.of((view, from, to, text) => {
      return text === " " && from === to && expandTyped(view, known());
    }),
  ];
}

/** Puts in the macro whose code stands before the cursor; false where none does. */
function expandTyped(view: EditorView, known: readonly InsertableMacro[]): boolean {
  const { head, empty } = view.state.selection.main;
  if (!empty || view.state.readOnly || view.composing) return false;
  const line = view.state.doc.lineAt(head);
  const typed = codeBefore(line.text.slice(0, head - line.from));
  const macro = known.find(({ code }) => code === typed?.code);
  if (!typed || !macro) return false;
  putIn(view, macro, head - typed.length, head);
  return true;
}

function putIn(view: EditorView, macro: InsertableMacro, from: number, to: number): void {
  insertAt(view, from, to, macro.text);
  const { inserted } = view.state.facet(editorWords);
  view.dispatch({ effects: EditorView.announce.of(inserted(macro.title)) });
}

function offer(
  context: CompletionContext,
  known: readonly InsertableMacro[],
): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const typed = codeBefore(line.text.slice(0, context.pos - line.from), context.explicit);
  if (!typed) return null;
  const options = macrosFor(known, typed.code).map(
    (macro): Completion => ({
      label: `.${macro.code}`,
      detail: macro.title,
      info: macro.text,
      apply: (view, _, from, to) => putIn(view, macro, from, to),
    }),
  );
  return { from: context.pos - typed.length, options, filter: false };
}
