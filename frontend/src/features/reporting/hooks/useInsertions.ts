import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { CopiedText, ReadyMacro, Section } from "@/api/types";
import { insertInSection, lastSectionInUse, replaceSection, sectionInUse } from "../editor/places";
import { copiedLines } from "../model/copied";
import { macroSaid } from "../model/dictated";
import type { DraftSession } from "../model/draftSession";
import { withMeasurements } from "../model/macros";
import type { CopySource, TypedText } from "../model/openText";

interface Options {
  reportId: string;
  session: DraftSession;
  sections: readonly Section[];
  macros: readonly ReadyMacro[];
  writable: boolean;
  /** What is measured on the images now, one text each. */
  measurements: () => readonly string[];
}

const NORMAL = "normal.";

/** Puts whole texts into the report: normal text, an earlier report's section, measurements. */
export function useInsertions(options: Options) {
  const { reportId, session, sections, macros, writable } = options;
  const { t } = useTranslation("reporting");
  const say = (message: string) => notifications.show({ message });
  const placeOf = (code: string) => sections.findIndex((section) => section.code === code) + 1;
  const findings = Math.max(placeOf("findings"), 1);
  const normalOf = (code: string) => macros.find((macro) => macro.code === NORMAL + code)?.text;

  /** The section in use gets its normal text; where none is in use, every empty one. */
  function insertNormal(said = ""): void {
    if (!writable) return;
    const inUse = placeOf(said) || sectionInUse();
    const wanted = sections.flatMap((section, place) => {
      const meant = inUse === null ? section.body.trim() === "" : inUse === place + 1;
      const text = meant ? normalOf(section.code) : undefined;
      return text === undefined ? [] : [{ place: place + 1, text }];
    });
    for (const { place, text } of wanted) replaceSection(place, text);
    if (wanted.length > 0) return;
    const code = inUse === null ? undefined : sections[inUse - 1]?.code;
    say(code ? t("editor.noNormal", { macro: NORMAL + code }) : t("editor.noneEmpty"));
  }

  function insertMeasurements(): void {
    if (!writable) return;
    const texts = options.measurements();
    if (texts.length === 0) {
      say(t("editor.noMeasurements"));
      return;
    }
    insertInSection(sectionInUse() ?? findings, texts.join("; "));
  }

  /** A macro by its code or title as it was said; false where none is meant. */
  function insertMacro(said: string): boolean {
    const macro = writable
      ? macroSaid(withMeasurements(macros, options.measurements()), said)
      : null;
    if (!macro) return false;
    insertInSection(placeOf(macro.section) || (lastSectionInUse() ?? findings), macro.text);
    return true;
  }

  /** Text that nobody has written gives way; what somebody wrote stays, and the new text follows it, marked. */
  function putMarked(code: string, body: string, from: Omit<CopiedText, "section" | "text">): void {
    const place = placeOf(code);
    const present = session.snapshot().sections[place - 1];
    if (!writable || !present) return;
    const untouched = present.body.trim() === "" || present.body === normalOf(code);
    const text = untouched ? body : `${present.body.trimEnd()}\n${body}`;
    // Something else may lie over the text: the reader goes on there.
    replaceSection(place, text, false);
    const texts = copiedLines(body).map((text) => ({ section: present.code, text, ...from }));
    session.dispatch({ type: "copied", texts });
  }

  const copy = ({ section, ...from }: CopySource) => putMarked(section.code, section.body, from);

  /** What somebody typed from a dictation; true once it is saved. */
  async function putTyped({ sections: typed, origin }: TypedText): Promise<boolean> {
    if (!writable) return false;
    for (const { code, body } of typed) {
      putMarked(code, body, { report: reportId, version: 0, origin });
    }
    return (await session.flush()) !== null;
  }

  return { insertNormal, insertMeasurements, insertMacro, copy, putTyped };
}
