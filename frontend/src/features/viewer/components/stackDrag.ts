/** Drag data type of a stack taken from the series strip. */
export const STACK_DRAG_TYPE = "application/x-teleread-stack";
