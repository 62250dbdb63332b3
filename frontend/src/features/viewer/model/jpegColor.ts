const SEGMENT_START = 0xff;
const START_OF_SCAN = 0xda;
const JFIF = 0xe0;
const ADOBE = 0xee;
/** An Adobe APP14 segment whose transform byte is 0: the components are RGB as they stand. */
const ADOBE_RGB = Uint8Array.of(
  ...[0xff, 0xee, 0x00, 0x0e, 0x41, 0x64, 0x6f, 0x62, 0x65, 0x00, 0x64, 0, 0, 0, 0, 0],
);

/**
 * Tells a JPEG decoder that the components are RGB, where only the DICOM header says so.
 *
 * Decoders take three components without a JFIF or Adobe mark for YCbCr; a JPEG that carries either
 * mark is returned as it is.
 */
export function withRgbMark(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (hasColorMark(jpeg)) return jpeg;
  const marked = new Uint8Array(jpeg.length + ADOBE_RGB.length);
  marked.set(jpeg.subarray(0, 2));
  marked.set(ADOBE_RGB, 2);
  marked.set(jpeg.subarray(2), 2 + ADOBE_RGB.length);
  return marked;
}

function hasColorMark(jpeg: Uint8Array): boolean {
  let at = 2;
  while (jpeg[at] === SEGMENT_START) {
    const marker = jpeg[at + 1] ?? START_OF_SCAN;
    if (marker === JFIF || marker === ADOBE) return true;
    if (marker === START_OF_SCAN) return false;
    at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  }
  return false;
}
