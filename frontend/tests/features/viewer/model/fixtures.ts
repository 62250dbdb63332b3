import type { DicomJson } from "@/features/viewer/model/dicomJson";
import { parseFrames } from "@/features/viewer/model/parseFrames";
import type { Frame, SeriesSummary } from "@/features/viewer/model/types";

export const AXIAL = [1, 0, 0, 0, 1, 0];

export function attribute(vr: string, ...Value: unknown[]) {
  return { vr, Value };
}

/** The WADO-RS metadata of one CT slice. */
export function sliceMetadata(changes: Record<string, DicomJson[string]> = {}): DicomJson {
  return {
    "00080016": attribute("UI", "1.2.840.10008.5.1.4.1.1.2"),
    "00080018": attribute("UI", "1.2.3.1"),
    "00080060": attribute("CS", "CT"),
    "00200013": attribute("IS", 1),
    "00200032": attribute("DS", 0, 0, 10),
    "00200037": attribute("DS", ...AXIAL),
    "00200052": attribute("UI", "1.2.9"),
    "00280002": attribute("US", 1),
    "00280004": attribute("CS", "MONOCHROME2"),
    "00280010": attribute("US", 512),
    "00280011": attribute("US", 256),
    "00280030": attribute("DS", 0.7, 0.5),
    "00280100": attribute("US", 16),
    "00280101": attribute("US", 12),
    "00280102": attribute("US", 11),
    "00280103": attribute("US", 0),
    "00281050": attribute("DS", 40, 500),
    "00281051": attribute("DS", 400, 2000),
    "00281052": attribute("DS", -1024),
    "00281053": attribute("DS", 1),
    ...changes,
  };
}

/** A frame at a place, for ordering and linking. */
export function frameAt(z: number, instanceNumber: number, extra: Partial<Frame> = {}): Frame {
  const [frame] = parseFrames(
    sliceMetadata({
      "00080018": attribute("UI", `1.2.3.${instanceNumber}`),
      "00200013": attribute("IS", instanceNumber),
      "00200032": attribute("DS", 0, 0, z),
    }),
    `/dicom-web/instances/1.2.3.${instanceNumber}`,
  );
  if (!frame) throw new Error("fixture without a frame");
  return { ...frame, ...extra };
}

export function seriesOf(modality: string): SeriesSummary {
  return {
    studyInstanceUid: "1.2",
    seriesInstanceUid: "1.2.3",
    seriesNumber: 1,
    modality,
    description: "Chest",
    bodyPart: "CHEST",
    instanceCount: 2,
  };
}
