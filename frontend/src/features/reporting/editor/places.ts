import type { StateEffect, TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type Field, fieldBeside } from "../model/fields";
import { fieldsOf, selectedField } from "./fieldMarks";
import { focus } from "./pickList";
import { editorWords } from "./words";

/** The editors of the report on screen, in their order. */
export function editors(): EditorView[] {
  const fields = document.querySelectorAll<HTMLElement>("[data-report-section]");
  return [...fields].flatMap((field) => EditorView.findFromDOM(field) ?? []);
}

/** The editor of a section, counted from 1. */
export function editorAt(place: number): EditorView | null {
  const field = document.querySelector<HTMLElement>(`[data-report-section="${place}"]`);
  return field ? EditorView.findFromDOM(field) : null;
}

function show(view: EditorView, change: TransactionSpec): void {
  view.focus();
  view.dispatch({ ...change, scrollIntoView: true });
}

/** Selects characters of a section, given as UTF-16 places, and brings them into view. */
export function selectInSection(place: number, start: number, end: number): void {
  const view = editorAt(place);
  if (!view) return;
  const length = view.state.doc.length;
  show(view, { selection: { anchor: Math.min(start, length), head: Math.min(end, length) } });
}

/** Puts the cursor at the end of a section, counted from 1. */
export function focusSection(place: number): void {
  const view = editorAt(place);
  if (view) show(view, { selection: { anchor: view.state.doc.length } });
}

/** The section that has the cursor, counted from 1; null where none has. */
export function sectionInUse(): number | null {
  const place = editors().findIndex((view) => view.hasFocus);
  return place < 0 ? null : place + 1;
}

let last: Element | null = null;

/** As `sectionInUse`, or the one that had the cursor before something else on the page took it. */
export function lastSectionInUse(): number | null {
  const field = document.activeElement?.closest("[data-report-section]") ?? last;
  return field?.isConnected ? Number(field.getAttribute("data-report-section")) : null;
}

/** Remembers which section was used last, for texts that come while the reader looks at images. */
export function rememberSection(view: EditorView): void {
  last = view.contentDOM;
}

/** Puts a text in place of what is selected in a section, and goes to its first field. */
export function insertInSection(place: number, text: string): void {
  const view = editorAt(place);
  if (!view || view.state.readOnly) return;
  const { from, to } = view.state.selection.main;
  insertAt(view, from, to, text);
}

/** Puts a text in place of a section's whole text; undo takes it back. Goes to its first field where `going`. */
export function replaceSection(place: number, text: string, going = true): void {
  const view = editorAt(place);
  if (view && !view.state.readOnly) insertAt(view, 0, view.state.doc.length, text, going);
}

export function insertAt(
  view: EditorView,
  from: number,
  to: number,
  text: string,
  going = true,
  effects: readonly StateEffect<unknown>[] = [],
): void {
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: "input.paste",
    effects,
  });
  if (!going) return;
  const first = fieldsOf(view.state).find(
    (field) => field.from >= from && field.to <= from + text.length,
  );
  if (first) selectField(view, first);
  else show(view, {});
}

/**
 * Selects the next or previous open field, across sections. `around` goes on at the other end.
 * Returns false where there is none, so that Tab leaves the editor.
 */
export function goToField(direction: 1 | -1, around = false): boolean {
  const views = editors().filter(({ state }) => !state.readOnly);
  const current = views.findIndex((view) => view.hasFocus);
  const order = direction === 1 ? views : [...views].reverse();
  const start =
    current < 0 ? 0 : direction === 1 ? current : order.indexOf(views[current] as EditorView);
  const here = current < 0 ? null : (order[start] ?? null);
  const beside = here
    ? fieldBeside(fieldsOf(here.state), edgeOf(here, direction), direction)
    : null;
  if (here && beside) return selectField(here, beside);
  const rest = order.slice(here ? start + 1 : start);
  const again = around ? order.slice(0, start + 1) : [];
  for (const view of [...rest, ...again]) {
    const field = fieldsOf(view.state).at(direction === 1 ? 0 : -1);
    if (field) return selectField(view, field);
  }
  return false;
}

/** Where the search goes on: a selected field is behind it. */
function edgeOf({ state }: EditorView, direction: 1 | -1): number {
  const { from, to, head } = state.selection.main;
  if (!selectedField(state)) return head;
  return direction === 1 ? to : from;
}

function selectField(view: EditorView, field: Field): true {
  const words = view.state.facet(editorWords);
  const said =
    field.choices.length > 0
      ? words.pick(field.name, field.choices.length)
      : words.field(field.name);
  show(view, {
    selection: { anchor: field.from, head: field.to },
    effects: [focus.of(true), EditorView.announce.of(said)],
  });
  return true;
}
