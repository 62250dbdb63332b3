import { useEffect, useEffectEvent } from "react";
import { isTyping } from "./keyboard";

export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

/** `control+enter`, `alt+1`, `j`, `?`: modifiers in a fixed order, then the key; caps lock is ignored. */
export function keyName(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const key = (event.altKey && digit ? digit : event.key).toLowerCase();
  const modifiers = [
    event.ctrlKey || event.metaKey ? "control" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && key.length > 1 ? "shift" : "",
  ].filter((name) => name !== "");
  return [...modifiers, key].join("+");
}

/** True while a dialog is open: keys then belong to it alone. */
function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Inside an open menu, list of choices or popover, keys are for choosing there. */
function choosesSomething(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null;
}

/** Enter and Space on a button or link, and arrows on a radio button, are that control's own. */
function pressesControl(name: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (name.startsWith("arrow")) return target.matches("input[type=radio]");
  return (name === "enter" || name === " ") && target.closest("button, a, input") !== null;
}

/**
 * Listens for keys on the whole page. Keys without a modifier do nothing while the person types,
 * chooses from a menu, or a dialog is open; Escape, function keys and Ctrl/Alt combinations work while typing.
 */
export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || dialogIsOpen()) return;
    const name = keyName(event);
    const action = hotkeys[name];
    if (!action) return;
    const worksWhileTyping = /^(control|alt)\+|^f\d+$|^escape$/.test(name);
    if (!worksWhileTyping && (isTyping(event.target) || choosesSomething(event.target))) return;
    if (pressesControl(name, event.target)) return;
    event.preventDefault();
    action(event);
  });

  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, [enabled]);
}
