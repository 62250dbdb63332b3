import { useEffect, useEffectEvent } from "react";
import type { Section } from "@/api/types";
import { showInterim, undoDictated, writeDictated } from "../editor/dictated";
import { editors, focusSection, goToField } from "../editor/places";
import { type OpenText, offerOpenText } from "../model/openText";
import type { useInsertions } from "./useInsertions";

interface Options {
  sections: readonly Section[];
  writable: boolean;
  insertions: ReturnType<typeof useInsertions>;
  /** Opens the dialog to sign. */
  sign: () => void;
}

/** Lets the rest of the reading room write into this text: the prior's report, dictation. */
export function useOpenText({ sections, writable, insertions, sign }: Options): void {
  const placeOf = (code: string) => sections.findIndex((section) => section.code === code) + 1;
  const findings = Math.max(placeOf("findings"), 1);
  const now = useEffectEvent((): OpenText => {
    return {
      copy: insertions.copy,
      write: (text) => writable && writeDictated(text, findings),
      showInterim: (text) => showInterim(editors(), text, findings),
      undo: () => writable && undoDictated(editors()),
      goToField: (direction) => goToField(direction, true),
      goToSection: (code) => placeOf(code) > 0 && focusSection(placeOf(code)),
      insertNormal: insertions.insertNormal,
      insertMacro: insertions.insertMacro,
      sign,
      putTyped: insertions.putTyped,
    };
  });
  // Each call is made to the text as it is then.
  useEffect(() => offerOpenText(() => now()), []);
}
