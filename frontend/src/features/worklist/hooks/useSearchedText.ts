import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

const PAUSE_MS = 200;

/**
 * What is typed into the search field, and what is searched for after a short pause. It may be a
 * patient's name, so it lives in memory only: never in the address, never in storage.
 */
export function useSearchedText() {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, PAUSE_MS);
  // An emptied field shows the whole list at once.
  const searched = typed === "" ? "" : settled;
  return { typed, searched, setTyped };
}
