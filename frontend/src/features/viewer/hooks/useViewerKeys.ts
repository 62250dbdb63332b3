import { useEffect, useEffectEvent } from "react";
import { isTyping } from "@/lib/keyboard";
import { commandFor, type ViewerCommand } from "../model/shortcuts";

/** Keys work wherever the focus is, except where someone types or a control wants the key itself. */
export function useViewerKeys(onCommand: (command: ViewerCommand) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target) || ownsKey(event)) return;
    const command = commandFor(event);
    if (!command) return;
    event.preventDefault();
    onCommand(command);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

/** Space and Enter press a focused control; menus, dialogs and sliders use more keys. */
function ownsKey({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"], input[type="range"]')) {
    return true;
  }
  return (key === " " || key === "Enter") && target.closest("button, a, summary") !== null;
}
