import { type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  type Command,
  EditorView,
  type KeyBinding,
  keymap,
  showTooltip,
  type Tooltip,
  type TooltipView,
} from "@codemirror/view";
import type { Field } from "../model/fields";
import { selectedField } from "./fieldMarks";
import { editorWords } from "./words";

interface PickList {
  focused: boolean;
  /** The pick list that is selected whole; its choices are shown while the section has the focus. */
  field: Field | null;
  active: number;
  dismissed: boolean;
}

/** Whether the section has the focus. The view notices by itself a moment late; who gives the focus says so at once. */
export const focus = StateEffect.define<boolean>();
const activate = StateEffect.define<number>();
const dismiss = StateEffect.define();

const pickList = StateField.define<PickList>({
  create: () => ({ focused: false, field: null, active: 0, dismissed: false }),
  update(value, change) {
    const field = change.state.readOnly ? null : selectedField(change.state);
    const picks = field && field.choices.length > 0 ? field : null;
    const same = !change.docChanged && picks?.from === value.field?.from;
    const next: PickList = {
      ...value,
      field: picks,
      ...(same ? {} : { active: 0, dismissed: false }),
    };
    for (const effect of change.effects) {
      if (effect.is(focus)) next.focused = effect.value;
      else if (effect.is(activate)) next.active = effect.value;
      else if (effect.is(dismiss)) next.dismissed = true;
    }
    return next;
  },
  provide: (field) => [
    showTooltip.from(field, tooltipOf),
    EditorView.contentAttributes.from(field, (list): Record<string, string> => {
      if (!tooltipOf(list)) return {};
      return {
        "aria-haspopup": "listbox",
        "aria-controls": LIST,
        "aria-activedescendant": optionId(list.active),
      };
    }),
  ],
});

const LIST = "report-pick-list";
const optionId = (place: number) => `${LIST}-${place}`;

function tooltipOf({ focused, field, dismissed }: PickList): Tooltip | null {
  return focused && field && !dismissed ? { pos: field.from, create: listOf } : null;
}

/** One function for all lists: so the list on screen is kept while its active choice moves. */
function listOf(view: EditorView): TooltipView {
  const dom = document.createElement("ul");
  dom.id = LIST;
  dom.className = "tr-picks";
  dom.setAttribute("role", "listbox");
  let shown: Field | null = null;
  const show = ({ field, active }: PickList) => {
    if (!field) return;
    if (field !== shown) {
      const words = view.state.facet(editorWords);
      dom.setAttribute("aria-label", words.pick(field.name, field.choices.length));
      dom.replaceChildren(...field.choices.map((choice, place) => option(view, choice, place)));
      shown = field;
    }
    for (const [place, item] of [...dom.children].entries()) {
      item.setAttribute("aria-selected", String(place === active));
      if (place === active) item.scrollIntoView({ block: "nearest" });
    }
  };
  show(view.state.field(pickList));
  return { dom, update: ({ state }) => show(state.field(pickList)) };
}

function option(view: EditorView, choice: string, place: number): HTMLElement {
  const item = document.createElement("li");
  item.id = optionId(place);
  item.setAttribute("role", "option");
  const digit = document.createElement("kbd");
  digit.textContent = place < 9 ? String(place + 1) : "";
  const said = document.createElement("span");
  said.dir = "auto";
  said.textContent = choice;
  item.append(digit, said);
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    fill(view, place);
  });
  return item;
}

function shownList(view: EditorView): { field: Field; active: number } | null {
  const { field, active, ...rest } = view.state.field(pickList);
  return field && tooltipOf({ field, active, ...rest }) ? { field, active } : null;
}

function fill(view: EditorView, place: number): boolean {
  const field = shownList(view)?.field;
  const choice = field?.choices[place];
  if (!field || choice === undefined) return false;
  view.dispatch({
    changes: { from: field.from, to: field.to, insert: choice },
    selection: { anchor: field.from + choice.length },
    userEvent: "input.complete",
    scrollIntoView: true,
  });
  return true;
}

function move(by: number): Command {
  return (view) => {
    const list = shownList(view);
    if (!list) return false;
    const count = list.field.choices.length;
    view.dispatch({ effects: activate.of((list.active + by + count) % count) });
    return true;
  };
}

const keys: KeyBinding[] = [
  { key: "ArrowDown", run: move(1) },
  { key: "ArrowUp", run: move(-1) },
  { key: "Enter", run: (view) => fill(view, shownList(view)?.active ?? 0) },
  {
    key: "Escape",
    run(view) {
      if (!shownList(view)) return false;
      view.dispatch({ effects: dismiss.of(null) });
      return true;
    },
  },
  ...Array.from({ length: 9 }, (_, place) => ({
    key: String(place + 1),
    run: (view: EditorView) => fill(view, place),
  })),
];

/** The choices of a pick list, open while the whole of it is selected: digit, or arrows and Enter. */
export function pickLists(): Extension {
  return [
    pickList,
    Prec.highest(keymap.of(keys)),
    EditorView.focusChangeEffect.of((_, focusing) => focus.of(focusing)),
  ];
}
