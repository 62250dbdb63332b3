import type { KeyImage } from "@/api/types";

/** A frame as the images show it, before the report has a key for it. */
export type NewKeyImage = Omit<KeyImage, "key" | "caption">;

export const MOST_KEY_IMAGES = 20;
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
