/** `3.4`; a dash where there is nothing to say. */
export function decimal(value: number | null): string {
  return value === null ? "–" : value.toFixed(1);
}

/** `12 %` of a share from 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
