/** Reads the DICOM JSON model (DICOM PS3.18 annex F). Absent and empty attributes read as null. */

export interface DicomJsonAttribute {
  vr?: string;
  Value?: readonly unknown[];
  BulkDataURI?: string;
  InlineBinary?: string;
}

export type DicomJson = Readonly<Record<string, DicomJsonAttribute | undefined>>;

export function textOf(dataset: DicomJson, tag: string, index = 0): string | null {
  const value = dataset[tag]?.Value?.[index];
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && "Alphabetic" in value) {
    return typeof value.Alphabetic === "string" ? value.Alphabetic : null;
  }
  return null;
}

export function numberOf(dataset: DicomJson, tag: string, index = 0): number | null {
  const value = dataset[tag]?.Value?.[index];
  const parsed =
    typeof value === "number" ? value : typeof value === "string" ? Number.parseFloat(value) : NaN;
  return Number.isFinite(parsed) ? parsed : null;
}

/** All values as numbers, or null unless there are at least `count` of them. */
export function numbersOf(dataset: DicomJson, tag: string, count = 1): number[] | null {
  const length = dataset[tag]?.Value?.length ?? 0;
  const numbers: number[] = [];
  for (let index = 0; index < length; index += 1) {
    const value = numberOf(dataset, tag, index);
    if (value === null) return null;
    numbers.push(value);
  }
  return numbers.length >= count ? numbers : null;
}

export function itemsOf(dataset: DicomJson, tag: string): DicomJson[] {
  return (dataset[tag]?.Value ?? []).filter(
    (item): item is DicomJson => typeof item === "object" && item !== null,
  );
}

export function itemOf(dataset: DicomJson, tag: string): DicomJson | null {
  return itemsOf(dataset, tag)[0] ?? null;
}
