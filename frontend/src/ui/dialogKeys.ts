import type { KeyboardEvent } from "react";
import { isTyping } from "@/lib/keyboard";

/** Whether a key was pressed in this dialog itself: React also hands up those of dialogs opened from it. */
export function isOfDialog({ target, currentTarget }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('[role="dialog"]') === currentTarget.querySelector('[role="dialog"]');
}

/**
 * Whether Escape was pressed in this dialog itself, and not to close a list of choices. For dialogs
 * that open others, which are given `closeOnEscape={false}`.
 */
export function leavesDialog(event: KeyboardEvent): boolean {
  return (
    event.key === "Escape" &&
    !event.nativeEvent.isComposing &&
    isOfDialog(event) &&
    event.target instanceof Element &&
    event.target.getAttribute("data-mantine-stop-propagation") !== "true"
  );
}

/** Presses the one button of this dialog that names the pressed key in `aria-keyshortcuts`, if there is just one. */
export function pressShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || !isOfDialog(event) || isTyping(event.target))
    return;
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[a-z0-9]$/i.test(event.key)) return;
  const key = event.key.toLowerCase();
  const buttons = event.currentTarget.querySelectorAll<HTMLElement>(
    `button[aria-keyshortcuts="${key}"]:not(:disabled)`,
  );
  if (buttons.length !== 1) return;
  event.preventDefault();
  buttons[0]?.click();
}
