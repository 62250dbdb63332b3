/** English texts that every feature may use. */
export const common = {
  productName: "teleread",
  loading: "Loading…",
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  unknown: "unknown",
  none: "none",
};
