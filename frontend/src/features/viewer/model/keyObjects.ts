import { type DicomJson, itemOf, itemsOf, numbersOf, textOf } from "./dicomJson";
import type { FramePlace } from "./keyImages";

/** Frames that somebody at the site pointed at, with the selection's title and what was said of it. */
export interface SiteSelection {
  uid: string;
  title: string;
  description: string;
  frames: FramePlace[];
}

/** The report's own key images come back to the archive; these are shown with the report. */
const OWN_MANUFACTURER = "teleread";
/** Titles that take images out of use: CID 7010 of PS3.16, IHE Image Object Change Management. */
const REJECTIONS = new Set(["113001", "113037", "113038", "113039"]);
const KEY_OBJECT_DESCRIPTION = "113012";

/** Key Object Selections as WADO-RS metadata (PS3.3 A.35.4, content by TID 2010 of PS3.16), the newest first. */
export function parseKeyObjects(objects: readonly DicomJson[]): SiteSelection[] {
  return objects
    .filter((object) => textOf(object, "00080070") !== OWN_MANUFACTURER)
    .filter((object) => !REJECTIONS.has(codeOf(object) ?? ""))
    .map((object) => ({ selection: selectionIn(object), moment: momentOf(object) }))
    .filter(({ selection }) => selection.frames.length > 0)
    .sort((one, other) => other.moment.localeCompare(one.moment))
    .map(({ selection }) => selection);
}

function selectionIn(object: DicomJson): SiteSelection {
  const places = placesIn(object);
  const content = itemsOf(object, "0040A730");
  const described = content.find((item) => codeOf(item) === KEY_OBJECT_DESCRIPTION);
  return {
    uid: textOf(object, "00080018") ?? "",
    title: textOf(itemOf(object, "0040A043") ?? {}, "00080104") ?? "",
    description: textOf(described ?? {}, "0040A160") ?? "",
    frames: content
      .filter((item) => textOf(item, "0040A040") === "IMAGE")
      .flatMap((item) => framesOf(itemOf(item, "00081199") ?? {}, places)),
  };
}

/** Without frame numbers the whole object is meant (PS3.3 10.3): its first frame stands for it. */
function framesOf(
  reference: DicomJson,
  places: ReadonlyMap<string, Omit<FramePlace, "frameNumber">>,
): FramePlace[] {
  const place = places.get(textOf(reference, "00081155") ?? "");
  const numbers = numbersOf(reference, "00081160", 1) ?? [1];
  return place ? numbers.map((frameNumber) => ({ ...place, frameNumber })) : [];
}

/** In which study and series each object stands: the Current Requested Procedure Evidence Sequence. */
function placesIn(object: DicomJson): Map<string, Omit<FramePlace, "frameNumber">> {
  const places = new Map<string, Omit<FramePlace, "frameNumber">>();
  for (const study of itemsOf(object, "0040A375")) {
    for (const series of itemsOf(study, "00081115")) {
      for (const instance of itemsOf(series, "00081199")) {
        const sopInstanceUid = textOf(instance, "00081155") ?? "";
        places.set(sopInstanceUid, {
          studyInstanceUid: textOf(study, "0020000D") ?? "",
          seriesInstanceUid: textOf(series, "0020000E") ?? "",
          sopInstanceUid,
        });
      }
    }
  }
  return places;
}

function codeOf(item: DicomJson): string | null {
  return textOf(itemOf(item, "0040A043") ?? {}, "00080100");
}

function momentOf(object: DicomJson): string {
  return `${textOf(object, "00080023") ?? ""}${textOf(object, "00080033") ?? ""}`;
}
