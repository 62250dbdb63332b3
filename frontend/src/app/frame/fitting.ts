/** How many of things so wide stand in a row of `room`; where not all do, `more` needs its place behind them. */
export function howManyFit(widths: readonly number[], room: number, more: number): number {
  const sum = widths.reduce((total, width) => total + width, 0);
  if (sum <= room) return widths.length;
  let left = room - more;
  const first = widths.findIndex((width) => {
    left -= width;
    return left < 0;
  });
  return first < 0 ? widths.length : first;
}
