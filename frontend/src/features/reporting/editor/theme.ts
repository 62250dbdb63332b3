import { EditorView } from "@codemirror/view";

/** The look of a section, in the product's own colours: they follow the light and the dark scheme by themselves. */
export const sectionTheme = EditorView.theme({
  "&": {
    fontSize: "var(--tr-text-lg)",
    background: "var(--tr-canvas)",
    border: "1px solid var(--tr-line-strong)",
    borderRadius: "var(--tr-radius)",
  },
  "&.cm-focused": { outline: "2px solid var(--tr-accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.5", overflow: "visible" },
  ".cm-content": { padding: "0.4rem 0.2rem", caretColor: "var(--tr-text)" },
  ".cm-line": { padding: "0 0.45rem" },
  '&[data-read-only="true"]': { background: "transparent" },
  ".tr-field": {
    padding: "0 0.15em",
    borderRadius: "3px",
    border: "1px dashed var(--tr-accent)",
    background: "color-mix(in srgb, var(--tr-accent) 14%, transparent)",
  },
  ".tr-field-pick": { borderStyle: "solid" },
  ".tr-field-pick::after": { content: '"▾"', marginInlineStart: "0.25em", fontSize: "0.85em" },
  ".tr-copied": {
    textDecoration: "underline wavy var(--tr-urgent) 1px",
    textUnderlineOffset: "0.25em",
    background: "color-mix(in srgb, var(--tr-urgent) 9%, transparent)",
  },
  ".tr-interim": {
    marginInlineStart: "0.25em",
    color: "var(--tr-text-faint)",
    fontStyle: "italic",
    borderBottom: "1px dotted var(--tr-text-faint)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--tr-line-strong)",
    borderRadius: "var(--tr-radius)",
    background: "var(--tr-surface-raised)",
    color: "var(--tr-text)",
    boxShadow: "0 4px 16px rgb(0 0 0 / 35%)",
    zIndex: "300",
  },
  ".tr-picks": {
    margin: "0.2rem 0 0",
    padding: "0.2rem",
    listStyle: "none",
    maxHeight: "18rem",
    maxWidth: "34rem",
    overflowY: "auto",
  },
  ".tr-picks li": {
    display: "flex",
    gap: "0.6rem",
    alignItems: "baseline",
    padding: "0.2rem 0.5rem",
    borderRadius: "3px",
    cursor: "pointer",
  },
  '.tr-picks li[aria-selected="true"]': {
    background: "var(--tr-surface-selected)",
    outline: "1px solid var(--tr-accent)",
    outlineOffset: "-1px",
  },
  ".tr-picks kbd": {
    minWidth: "1ch",
    fontFamily: "var(--tr-font-mono)",
    color: "var(--tr-text-soft)",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "18rem" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.5rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--tr-surface-selected)",
    color: "var(--tr-text)",
    outline: "1px solid var(--tr-accent)",
    outlineOffset: "-1px",
  },
  ".cm-completionDetail": { color: "var(--tr-text-soft)", fontStyle: "normal" },
  ".cm-completionInfo": { padding: "0.4rem 0.6rem", maxWidth: "26rem", whiteSpace: "pre-wrap" },
});
