import { Facet } from "@codemirror/state";

/** What the editor says by itself, in the person's language. */
export interface EditorWords {
  /** Read out when an open field is reached. */
  field: (name: string) => string;
  /** Read out when a pick list is reached; also the name of its list. */
  pick: (name: string, count: number) => string;
  /** Read out when a macro's text went in. */
  inserted: (title: string) => string;
}

export const editorWords = Facet.define<EditorWords, EditorWords>({
  combine: (values) =>
    values[0] ?? {
      field: (name) => name,
      pick: (name) => name,
      inserted: (title) => title,
    },
});
