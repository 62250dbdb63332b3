import type { KeyboardEvent } from "react";

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
