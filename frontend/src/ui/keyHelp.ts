/** One section of the keyboard help: its heading and its keys with what they do. */
export interface KeyHelpSection {
  title: string;
  keys: readonly (readonly [keys: string, meaning: string])[];
}

type Listener = () => void;

let sections: readonly KeyHelpSection[] = [];
const listeners = new Set<Listener>();

function changed(next: readonly KeyHelpSection[]): void {
  sections = next;
  for (const listener of listeners) listener();
}

/** The sections of every screen part that is shown now. */
export const keyHelp = {
  current: (): readonly KeyHelpSection[] => sections,

  subscribe(listener: Listener): Listener {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Adds a section while a screen part is shown; call the result to take it away. */
  add(section: KeyHelpSection): Listener {
    changed([...sections, section]);
    return () => changed(sections.filter((other) => other !== section));
  },
};
