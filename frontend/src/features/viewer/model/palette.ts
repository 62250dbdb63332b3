import { type DicomJson, numbersOf, textOf } from "./dicomJson";
import type { Palette, PaletteChannel } from "./types";

/** The colour tables of a PALETTE COLOR image; null for every other image. */
export function parsePalette(instance: DicomJson): Palette | null {
  if (textOf(instance, "00280004") !== "PALETTE COLOR") return null;
  const red = parseChannel(instance, "00281101", "00281201");
  const green = parseChannel(instance, "00281102", "00281202");
  const blue = parseChannel(instance, "00281103", "00281203");
  return red && green && blue ? [red, green, blue] : null;
}

function parseChannel(instance: DicomJson, descriptorTag: string, dataTag: string) {
  const [entries, first = 0, bits = 16] = numbersOf(instance, descriptorTag, 3) ?? [];
  const attribute = instance[dataTag];
  if (entries === undefined || !attribute) return null;
  const values = numbersOf(instance, dataTag);
  const source: PaletteChannel["source"] | null = attribute.InlineBinary
    ? { base64: attribute.InlineBinary }
    : attribute.BulkDataURI
      ? { url: attribute.BulkDataURI }
      : values
        ? { values }
        : null;
  /** Zero entries means 65,536 (PS3.3 C.7.6.3.1.5). */
  const descriptor: PaletteChannel["descriptor"] = [entries === 0 ? 65536 : entries, first, bits];
  return source && { descriptor, source };
}

/** Table entries from little-endian bytes; 8-bit tables may be stored one entry a word. */
export function paletteEntries(
  descriptor: PaletteChannel["descriptor"],
  bytes: Uint8Array,
): Uint8Array | Uint16Array {
  const [entries, , bits] = descriptor;
  const words = bytes.byteLength >= entries * 2;
  if (bits <= 8 && !words) return bytes.slice(0, entries);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = new Uint16Array(Math.min(entries, Math.floor(bytes.byteLength / 2)));
  for (let index = 0; index < table.length; index += 1) {
    table[index] = view.getUint16(index * 2, true);
  }
  return bits <= 8 ? Uint8Array.from(table) : table;
}
