export interface SeriesLine {
  uid: string;
  number: number | null;
  modality: string;
  description: string;
  images: number;
}

type DicomJson = Record<string, { Value?: unknown[] } | undefined>;

const first = (item: DicomJson, tag: string): unknown => item[tag]?.Value?.[0];
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const count = (value: unknown): number => {
  const number = Number(value);
  return Number.isFinite(number) ? number : 0;
};

/** A study's series by QIDO-RS (DICOM PS3.18 10.6), in the order of their numbers. */
export async function listStudySeries(
  studyUid: string,
  signal: AbortSignal,
): Promise<SeriesLine[]> {
  const answer = await fetch(`/dicom-web/studies/${studyUid}/series`, {
    headers: { Accept: "application/dicom+json" },
    credentials: "same-origin",
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  });
  if (answer.status === 204) return [];
  if (!answer.ok) throw new Error(`QIDO-RS answered ${answer.status}`);
  const items = (await answer.json()) as DicomJson[];
  return items
    .map((item) => ({
      uid: text(first(item, "0020000E")),
      number: first(item, "00200011") === undefined ? null : count(first(item, "00200011")),
      modality: text(first(item, "00080060")),
      description: text(first(item, "0008103E")),
      images: count(first(item, "00201209")),
    }))
    .sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
}
