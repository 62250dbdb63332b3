import type { KeyImage } from "@/api/types";

/** A frame as the images show it, before the report has a key for it. */
export type NewKeyImage = Omit<KeyImage, "key" | "caption">;

type Mark = KeyImage["marks"][number];

/** What was measured anew on a frame, and what is measured there no longer. */
export interface Measuring {
  sop_instance_uid: string;
  frame: number;
  added: readonly Mark[];
  gone: readonly Mark[];
}

export const MOST_KEY_IMAGES = 20;
export const MOST_MARKS = 30;
export const LONGEST_CAPTION = 300;

/** What the report says of a frame; the rest is the archive's. */
function said(image: KeyImage): unknown[] {
  const { key, sop_instance_uid, frame, window_center, window_width, caption } = image;
  const { inverted, rotation, flipped, marks } = image;
  return [
    [key, sop_instance_uid, frame, window_center, window_width, caption],
    [inverted, rotation, flipped],
    marks.map(({ kind, points, text }) => [kind, points, text]),
  ];
}

export function sameKeyImages(one: readonly KeyImage[], other: readonly KeyImage[]): boolean {
  return one === other || JSON.stringify(one.map(said)) === JSON.stringify(other.map(said));
}

export function sameFrame(one: NewKeyImage, other: NewKeyImage): boolean {
  return one.sop_instance_uid === other.sop_instance_uid && one.frame === other.frame;
}

/** With one moved by a step; as they were where there is no such place. */
export function moved(images: readonly KeyImage[], key: string, step: number): KeyImage[] {
  const from = images.findIndex((image) => image.key === key);
  const target = from + step;
  const image = images[from];
  if (!image || target < 0 || target >= images.length) return [...images];
  const others = images.filter((one) => one.key !== key);
  return [...others.slice(0, target), image, ...others.slice(target)];
}

/** The key images with what was measured since on the frames they show; the same array where none of them shows it.
 *
 * What an earlier sitting measured and the images do not know of stays.
 */
export function withMeasured(images: readonly KeyImage[], change: Measuring): readonly KeyImage[] {
  const place = images.findIndex(
    (image) => image.sop_instance_uid === change.sop_instance_uid && image.frame === change.frame,
  );
  const image = images[place];
  if (!image) return images;
  const had = (marks: readonly Mark[]) =>
    new Set(marks.map(({ points }) => JSON.stringify(points)));
  const gone = had([...change.gone, ...change.added]);
  const stays = image.marks.filter(({ points }) => !gone.has(JSON.stringify(points)));
  const marks = [...stays, ...change.added].slice(0, MOST_MARKS);
  return images.map((one, index) => (index === place ? { ...one, marks } : one));
}

export function withCaption(images: readonly KeyImage[], key: string, caption: string): KeyImage[] {
  return images.map((image) => (image.key === key ? { ...image, caption } : image));
}

/** `CT 3, image 45`: where a frame stands, in few words. */
export function shortPlace(image: NewKeyImage, words: { image: string; frame: string }): string {
  const series = [image.modality, image.series_number].filter((part) => part !== null).join(" ");
  const place = image.instance_number === null ? "" : `${words.image} ${image.instance_number}`;
  const frame = image.frames > 1 ? `${words.frame} ${image.frame}` : "";
  return [series, place, frame].filter((part) => part.trim() !== "").join(", ");
}

/** The frame as the archive draws it, small; what is turned, flipped or inverted is the page's to do. */
export function thumbnailUrl(image: NewKeyImage, side: number): string {
  const { study_instance_uid, series_instance_uid, sop_instance_uid, frame } = image;
  const { window_center, window_width } = image;
  const query = new URLSearchParams({ viewport: `${side},${side}`, accept: "image/jpeg" });
  if (window_center !== null && window_width !== null) {
    query.set("window", `${window_center},${window_width},linear`);
  }
  const object = `studies/${study_instance_uid}/series/${series_instance_uid}/instances/${sop_instance_uid}`;
  return `/dicom-web/${object}/frames/${frame}/rendered?${query}`;
}
