import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap } from "@codemirror/view";
import type { InsertableMacro } from "../model/macros";
import { copiedMarks, showCopied } from "./copiedMarks";
import { dictated } from "./dictated";
import { lineDirections } from "./directions";
import { fieldMarks } from "./fieldMarks";
import { macros } from "./macros";
import { pickLists } from "./pickList";
import { goToField, rememberSection } from "./places";
import { sectionTheme } from "./theme";
import { type EditorWords, editorWords } from "./words";

export interface SectionOptions {
  parent: HTMLElement;
  text: string;
  readOnly: boolean;
  /** The section's number in the report, from 1. */
  place: number;
  /** Id of the element that names the section. */
  labelledBy: string;
  minimumLines: number;
  words: EditorWords;
  macros: () => readonly InsertableMacro[];
  onEdit: (text: string) => void;
}

/** One section on screen. What `onEdit` last told is the truth; `setText` is for text from elsewhere. */
export interface SectionEditor {
  setText: (text: string) => void;
  setReadOnly: (readOnly: boolean) => void;
  setCopied: (texts: readonly string[]) => void;
  destroy: () => void;
}

const TAB: readonly KeyBinding[] = [
  { key: "Tab", run: () => goToField(1), shift: () => goToField(-1) },
];

/** Shows a section's plain text in `parent`, editable unless `readOnly`. */
export function mountSection(options: SectionOptions): SectionEditor {
  let told = options.text;
  const locked = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        editorWords.of(options.words),
        macros(options.macros),
        pickLists(),
        fieldMarks(),
        copiedMarks(),
        dictated(),
        EditorView.domEventHandlers({ focus: (_, view) => rememberSection(view) }),
        keymap.of([...TAB, ...standardKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        lineDirections(),
        sectionTheme,
        attributesOf(options),
        locked.of(lock(options.readOnly)),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          const text = update.state.doc.toString();
          if (text === told) return;
          told = text;
          options.onEdit(text);
        }),
      ],
    }),
  });
  return {
    setText(text) {
      if (text === told) return;
      told = text;
      view.dispatch({
        changes: difference(view.state.doc.toString(), text),
        annotations: Transaction.addToHistory.of(false),
      });
    },
    setReadOnly: (readOnly) => view.dispatch({ effects: locked.reconfigure(lock(readOnly)) }),
    setCopied: (texts) => showCopied(view, texts),
    destroy: () => view.destroy(),
  };
}

function attributesOf({ place, labelledBy, minimumLines }: SectionOptions): Extension {
  return EditorView.contentAttributes.of({
    "data-report-section": String(place),
    "aria-labelledby": labelledBy,
    spellcheck: "true",
    autocorrect: "on",
    autocapitalize: "sentences",
    style: `min-height: calc(${minimumLines} * 1.5em + 0.8rem)`,
  });
}

/** A text that cannot be changed can still be reached, read and copied from the keyboard. */
function lock(readOnly: boolean): Extension {
  if (!readOnly) return [];
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: "0", "aria-readonly": "true" }),
    EditorView.editorAttributes.of({ "data-read-only": "true" }),
  ];
}

/** The one stretch that changes, so that the cursor stays where the rest stays. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
