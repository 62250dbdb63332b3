/** The first body part of a multipart/related response (RFC 2387; DICOM PS3.18 8.7.1). */
export interface BodyPart {
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Takes the first part out of a response body without copying it.
 *
 * A body that is not multipart is returned whole. Raises `RangeError` when the multipart framing is
 * broken, which a caller should treat as a failed transfer.
 */
export function firstPart(contentType: string, body: ArrayBuffer): BodyPart {
  const bytes = new Uint8Array(body);
  if (!/^multipart\//i.test(contentType)) return { contentType, bytes };
  const delimiter = new TextEncoder().encode(`--${boundaryOf(contentType)}`);
  const start = indexOf(bytes, delimiter, 0);
  const headerEnd = indexOf(bytes, HEADER_END, start);
  if (start < 0 || headerEnd < 0) throw new RangeError("multipart body without a part");
  const dataStart = headerEnd + HEADER_END.length;
  const headers = new TextDecoder("latin1").decode(bytes.subarray(start, headerEnd));
  const partType = /^content-type:\s*(.+)$/im.exec(headers)?.[1]?.trim();
  const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(headers)?.[1]);
  const end =
    Number.isInteger(length) && startsWith(bytes, delimiter, dataStart + length + 2)
      ? dataStart + length
      : indexOf(bytes, delimiter, dataStart) - 2;
  if (end < dataStart) throw new RangeError("multipart body was cut short");
  return {
    contentType: partType ?? "application/octet-stream",
    bytes: bytes.subarray(dataStart, end),
  };
}

/** The transfer syntax a part names, or the one its media type stands for (PS3.18 table 8.7.3-5). */
export function transferSyntaxOf(contentType: string): string {
  const named = /transfer-syntax\s*=\s*"?([0-9.]+)/i.exec(contentType)?.[1];
  if (named) return named;
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return SYNTAX_OF_MEDIA_TYPE[mediaType] ?? EXPLICIT_LITTLE_ENDIAN;
}

export const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

const HEADER_END = new TextEncoder().encode("\r\n\r\n");

const SYNTAX_OF_MEDIA_TYPE: Readonly<Record<string, string>> = {
  "image/jpeg": "1.2.840.10008.1.2.4.50",
  "image/dicom-rle": "1.2.840.10008.1.2.5",
  "image/x-dicom-rle": "1.2.840.10008.1.2.5",
  "image/jls": "1.2.840.10008.1.2.4.80",
  "image/x-jls": "1.2.840.10008.1.2.4.80",
  "image/jll": "1.2.840.10008.1.2.4.70",
  "image/jp2": "1.2.840.10008.1.2.4.90",
  "image/jpx": "1.2.840.10008.1.2.4.92",
  "image/jphc": "1.2.840.10008.1.2.4.201",
};

function boundaryOf(contentType: string): string {
  const match = /boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (!boundary) throw new RangeError("multipart response names no boundary");
  return boundary;
}

function indexOf(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const first = pattern[0] ?? 0;
  for (let at = bytes.indexOf(first, Math.max(from, 0)); at >= 0; at = bytes.indexOf(first, at + 1))
    if (startsWith(bytes, pattern, at)) return at;
  return -1;
}

function startsWith(bytes: Uint8Array, pattern: Uint8Array, at: number): boolean {
  return pattern.every((value, offset) => bytes[at + offset] === value);
}
