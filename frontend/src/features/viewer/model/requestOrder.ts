/**
 * The order in which a stack's frames are fetched: the one looked at, then the ones the person is
 * scrolling towards with every third place given to those just passed, then whatever is left.
 *
 * `direction` is the sign of the last scroll; 0 (nothing scrolled yet) counts as forward.
 * Returns every index of `0..count-1` exactly once.
 */
export function requestOrder(count: number, center: number, direction: number): number[] {
  const step = direction < 0 ? -1 : 1;
  const start = Math.min(Math.max(center, 0), Math.max(count - 1, 0));
  const order: number[] = count > 0 ? [start] : [];
  let ahead = start + step;
  let behind = start - step;
  const inside = (index: number) => index >= 0 && index < count;
  while (order.length < count) {
    for (let turn = 0; turn < 2 && inside(ahead); turn += 1, ahead += step) order.push(ahead);
    if (inside(behind)) {
      order.push(behind);
      behind -= step;
    }
  }
  return order;
}
