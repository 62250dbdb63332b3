import { describe, expect, it } from "vitest";
import {
  hasDocuments,
  parseDocuments,
  parseSeriesSummaries,
} from "@/features/viewer/model/seriesSummary";

const series = (uid: string, modality: string) => ({
  "0020000E": { vr: "UI", Value: [uid] },
  "00080060": { vr: "CS", Value: [modality] },
});

const page = (number: number) => ({
  "0020000E": { vr: "UI", Value: ["1.2.9"] },
  "00080018": { vr: "UI", Value: [`1.2.9.${number}`] },
  "00200013": { vr: "IS", Value: [number] },
  "0008103E": { vr: "LO", Value: ["Report (PDF)"] },
});

describe("documents of a study", () => {
  it("are told from images, which alone are hung", () => {
    const rows = [series("1.2.1", "CT"), series("1.2.8", "SR"), series("1.2.9", "DOC")];
    const shown = parseSeriesSummaries("1.2", rows);
    expect(shown.map(({ modality }) => modality)).toEqual(["CT"]);
    expect(hasDocuments(rows)).toBe(true);
    expect(hasDocuments(rows.slice(0, 2))).toBe(false);
  });

  it("are linked to their page, the newest version first", () => {
    expect(parseDocuments([page(1), page(2)], "/dicom-web/studies/1.2")).toEqual([
      {
        label: "Report (PDF) 2",
        url: "/dicom-web/studies/1.2/series/1.2.9/instances/1.2.9.2/rendered",
      },
      {
        label: "Report (PDF) 1",
        url: "/dicom-web/studies/1.2/series/1.2.9/instances/1.2.9.1/rendered",
      },
    ]);
  });
});
