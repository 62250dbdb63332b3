import { type DicomJson, numberOf, textOf } from "./dicomJson";
import type { SeriesSummary } from "./types";

/** Objects that accompany images but are not themselves looked at as images. */
const NOT_IMAGES = new Set(["SR", "KO", "PR", "SEG", "RTSTRUCT", "RTPLAN", "REG", "DOC", "ECG"]);

/** QIDO-RS series rows, images only, by series number. */
export function parseSeriesSummaries(studyInstanceUid: string, rows: readonly DicomJson[]) {
  return rows
    .map((row): SeriesSummary => {
      const instanceCount = numberOf(row, "00201209");
      return {
        studyInstanceUid,
        seriesInstanceUid: textOf(row, "0020000E") ?? "",
        seriesNumber: numberOf(row, "00200011"),
        modality: textOf(row, "00080060") ?? "",
        description: textOf(row, "0008103E") ?? "",
        bodyPart: textOf(row, "00180015") ?? "",
        instanceCount,
      };
    })
    .filter(({ seriesInstanceUid }) => seriesInstanceUid !== "")
    .filter(({ modality }) => !NOT_IMAGES.has(modality))
    .sort(
      (a, b) =>
        (a.seriesNumber ?? Number.MAX_SAFE_INTEGER) - (b.seriesNumber ?? Number.MAX_SAFE_INTEGER) ||
        a.seriesInstanceUid.localeCompare(b.seriesInstanceUid),
    );
}
