import { type DicomJson, numberOf, textOf } from "./dicomJson";
import type { SeriesSummary, StudyDocument } from "./types";

export const ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1";

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

/** Whether QIDO-RS series rows name one of documents. */
export function hasDocuments(rows: readonly DicomJson[]): boolean {
  return rows.some((row) => textOf(row, "00080060") === "DOC");
}

/** Of QIDO-RS series rows the Series Instance UIDs of Key Object Selections. */
export function keyObjectSeries(rows: readonly DicomJson[]): string[] {
  return rows
    .filter((row) => textOf(row, "00080060") === "KO")
    .flatMap((row) => textOf(row, "0020000E") ?? []);
}

/** QIDO-RS instance rows of encapsulated PDFs: where each is shown, the newest of a series first. */
export function parseDocuments(rows: readonly DicomJson[], studyUrl: string): StudyDocument[] {
  return rows
    .map((row) => ({
      number: numberOf(row, "00200013") ?? 0,
      label: textOf(row, "0008103E") ?? "",
      url: `${studyUrl}/series/${textOf(row, "0020000E") ?? ""}/instances/${textOf(row, "00080018") ?? ""}/rendered`,
    }))
    .sort((one, other) => other.number - one.number || one.url.localeCompare(other.url))
    .map(({ number, label, url }) => ({ label: `${label} ${number || ""}`.trim(), url }));
}
