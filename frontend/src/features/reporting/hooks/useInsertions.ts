import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ReadyMacro, Section } from "@/api/types";
import { insertInSection, replaceSection, sectionInUse } from "../editor/places";
import { copiedLines } from "../model/copied";
import type { DraftSession } from "../model/draftSession";
import { type CopySource, offerOpenText } from "../model/openText";

interface Options {
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
  const { session, sections, macros, writable } = options;
  const { t } = useTranslation("reporting");
  const say = (message: string) => notifications.show({ message });
  const normalOf = (code: string) => macros.find((macro) => macro.code === NORMAL + code)?.text;

  /** The section in use gets its normal text; where none is in use, every empty one. */
  function insertNormal(): void {
    if (!writable) return;
    const inUse = sectionInUse();
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
    const findings = sections.findIndex(({ code }) => code === "findings") + 1;
    insertInSection(sectionInUse() ?? Math.max(findings, 1), texts.join("; "));
  }

  const copy = useEffectEvent(({ section, ...from }: CopySource) => {
    const place = sections.findIndex(({ code }) => code === section.code);
    const present = sections[place]?.body ?? "";
    if (!writable || place < 0) return;
    // Text that nobody has written gives way; what somebody wrote stays, and the copy follows it.
    const untouched = present.trim() === "" || present === normalOf(section.code);
    const text = untouched ? section.body : `${present.trimEnd()}\n${section.body}`;
    // The prior's report lies over the text: the reader goes on reading there.
    replaceSection(place + 1, text, false);
    const texts = copiedLines(section.body).map((text) => ({
      section: section.code,
      text,
      ...from,
    }));
    session.dispatch({ type: "copied", texts });
  });
  useEffect(() => offerOpenText({ copy: (source) => copy(source) }), []);

  return { insertNormal, insertMeasurements };
}
