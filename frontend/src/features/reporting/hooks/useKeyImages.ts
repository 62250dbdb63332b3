import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { KeyImage } from "@/api/types";
import {
  type Measuring,
  MOST_KEY_IMAGES,
  moved,
  type NewKeyImage,
  sameFrame,
  withCaption,
  withMeasured,
} from "../model/keyImages";
import { offerKeyImages } from "../model/openKeyImages";

export interface KeyImages {
  images: readonly KeyImage[];
  editable: boolean;
  /** What was taken out last and can be put back; null where there is none. */
  removed: { image: KeyImage; place: number } | null;
  caption: (key: string, caption: string) => void;
  move: (key: string, step: number) => void;
  remove: (key: string) => void;
  undo: () => void;
}

/** The key images of the open report: to mark on the images, to caption, sort and take out again. */
export function useKeyImages(
  images: readonly KeyImage[],
  editable: boolean,
  onChange: (images: KeyImage[]) => void,
): KeyImages {
  const { t } = useTranslation("reporting");
  const [removed, setRemoved] = useState<KeyImages["removed"]>(null);

  function remove(key: string): void {
    const place = images.findIndex((image) => image.key === key);
    const image = images[place];
    if (!image || !editable) return;
    setRemoved({ image, place });
    onChange(images.filter((one) => one.key !== key));
  }

  const toggle = useEffectEvent((frame: NewKeyImage) => {
    const known = images.find((image) => sameFrame(image, frame));
    if (!editable) notifications.show({ message: t("keyImages.notNow") });
    else if (known) remove(known.key);
    else if (images.length >= MOST_KEY_IMAGES) {
      notifications.show({ message: t("keyImages.tooMany", { count: MOST_KEY_IMAGES }) });
    } else {
      setRemoved(null);
      onChange([...images, { ...frame, key: crypto.randomUUID(), caption: "" }]);
    }
  });
  const remeasure = useEffectEvent((measuring: Measuring) => {
    const next = withMeasured(images, measuring);
    if (editable && next !== images) onChange([...next]);
  });
  useEffect(
    () =>
      offerKeyImages({
        images,
        toggle: (frame) => toggle(frame),
        remeasure: (measuring) => remeasure(measuring),
      }),
    [images],
  );

  return {
    images,
    editable,
    removed,
    caption: (key, caption) => onChange(withCaption(images, key, caption)),
    move: (key, step) => onChange(moved(images, key, step)),
    remove,
    undo: () => {
      if (!removed) return;
      setRemoved(null);
      const { image, place } = removed;
      onChange([...images.slice(0, place), image, ...images.slice(place)]);
    },
  };
}
