import type { Types } from "@cornerstonejs/core";
import { createImage } from "@cornerstonejs/dicom-image-loader";
import { withRgbMark } from "../model/jpegColor";
import { EXPLICIT_LITTLE_ENDIAN } from "../model/multipart";
import { paletteEntries } from "../model/palette";
import type { Frame, PaletteChannel } from "../model/types";
import type { DicomWebClient, EncodedFrame } from "./dicomWeb";
import { LoadError } from "./fetchResource";
import type { FrameRegistry } from "./frameRegistry";

const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

/** Decodes one frame in the codec workers. Raises `LoadError("undecodable")`. */
export async function decodeFrame(
  frame: Frame,
  encoded: EncodedFrame,
  registry: FrameRegistry,
  options: { requestType: string; priority: number },
): Promise<Types.IImage> {
  try {
    const { bytes, transferSyntax } = await toDecodable(frame, encoded, registry);
    const image = await createImage(frame.imageId, bytes, transferSyntax, {
      ...options,
      useRGBA: false,
      preScale: { enabled: true },
    });
    if (!("getPixelData" in image)) throw new LoadError("undecodable");
    return image;
  } catch (error) {
    throw error instanceof LoadError ? error : new LoadError("undecodable");
  }
}

/** Colour JPEG is left to the browser: faster than a codec, and it knows JPEG's own colour marks. */
async function toDecodable(
  frame: Frame,
  encoded: EncodedFrame,
  registry: FrameRegistry,
): Promise<EncodedFrame> {
  const isColor = frame.pixel.samplesPerPixel > 1;
  if (!isColor || encoded.transferSyntax !== JPEG_BASELINE) return encoded;
  const isRgb = frame.pixel.photometricInterpretation === "RGB";
  const bytes = await decodeColorJpeg(isRgb ? withRgbMark(encoded.bytes) : encoded.bytes);
  registry.markDecodedToRgb(frame.imageId);
  return { bytes, transferSyntax: EXPLICIT_LITTLE_ENDIAN };
}

async function decodeColorJpeg(jpeg: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }), {
    colorSpaceConversion: "none",
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new LoadError("undecodable");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const rgba = context.getImageData(0, 0, width, height).data;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}

/** Fetches and unpacks the colour tables of a PALETTE COLOR image once. */
export async function prepareColorTables(
  frame: Frame,
  registry: FrameRegistry,
  client: DicomWebClient,
  signal: AbortSignal,
): Promise<void> {
  const { palette } = frame.pixel;
  if (!palette || registry.hasColorTables(frame.sopInstanceUid)) return;
  const read = async (channel: PaletteChannel) => channelEntries(channel, client, signal);
  const [red, green, blue] = await Promise.all([
    read(palette[0]),
    read(palette[1]),
    read(palette[2]),
  ]);
  const brightest = Math.max(highest(red), highest(green), highest(blue));
  const toBytes = (table: ArrayLike<number>) =>
    Uint8Array.from(table, (value) => (brightest > 255 ? value >> 8 : value));
  registry.setColorTables(frame.sopInstanceUid, [toBytes(red), toBytes(green), toBytes(blue)]);
}

async function channelEntries(
  { descriptor, source }: PaletteChannel,
  client: DicomWebClient,
  signal: AbortSignal,
): Promise<ArrayLike<number>> {
  if ("values" in source) return source.values;
  const bytes =
    "url" in source
      ? await client.bulkData(source.url, signal)
      : Uint8Array.from(atob(source.base64), (letter) => letter.charCodeAt(0));
  return paletteEntries(descriptor, bytes);
}

function highest(table: ArrayLike<number>): number {
  let found = 0;
  for (let index = 0; index < table.length; index += 1) found = Math.max(found, table[index] ?? 0);
  return found;
}
