import { useEffect, useState } from "react";

/** How long no key may have been pressed before something takes the focus unasked. */
export const KEYS_REST_MS = 1200;

let lastKey = Number.NEGATIVE_INFINITY;
document.addEventListener(
  "keydown",
  () => {
    lastKey = performance.now();
  },
  true,
);

/**
 * True from the moment `wanted` holds and the keyboard rests, until `wanted` ends. A dialog that
 * opens amid a word would take the rest of the word as its answer, or as a password.
 */
export function useOnceKeysRest(wanted: boolean): boolean {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    let timer = 0;
    function look(): void {
      const left = lastKey + KEYS_REST_MS - performance.now();
      if (left > 0) timer = window.setTimeout(look, left);
      else setRested(true);
    }
    look();
    return () => {
      window.clearTimeout(timer);
      setRested(false);
    };
  }, [wanted]);
  return wanted && rested;
}
