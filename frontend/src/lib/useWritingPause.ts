import { useEffect, useState } from "react";

/** True once `text` has stayed the same for `pauseMs`: then something may take the focus without taking keystrokes. */
export function useWritingPause(text: unknown, pauseMs: number): boolean {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), pauseMs);
    return () => window.clearTimeout(timer);
  }, [text, pauseMs]);
  return settled === text;
}
