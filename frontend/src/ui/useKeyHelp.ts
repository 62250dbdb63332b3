import { useEffect } from "react";
import { type KeyHelpSection, keyHelp } from "./keyHelp";

/** Lists this screen part's keys in the help overlay while it is shown. Give a stable section. */
export function useKeyHelp(section: KeyHelpSection): void {
  useEffect(() => keyHelp.add(section), [section]);
}
