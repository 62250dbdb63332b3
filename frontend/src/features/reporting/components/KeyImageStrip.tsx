import { ActionIcon, TextInput } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconArrowLeft, IconArrowRight, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { KeyImage } from "@/api/types";
import { isTyping } from "@/lib/keyboard";
import { KeyHint } from "@/ui/feedback";
import type { KeyImages } from "../hooks/useKeyImages";
import { LONGEST_CAPTION, shortPlace } from "../model/keyImages";
import styles from "./keyImages.module.css";

interface Props {
  keyImages: KeyImages;
  urlOf: (image: KeyImage, place: number) => string;
  /** Whether `urlOf` gives the picture as it was signed: turned, and with what was measured on it. */
  finished?: boolean;
  /** Whether what it stands in says its title and folds it. */
  bare?: boolean;
  /** Brings the frame on screen. */
  onOpen: (image: KeyImage) => void;
}

/** The report's key images in their order, each to caption, move, take out and go to. */
export function KeyImageStrip({ keyImages, urlOf, finished = false, bare = false, onOpen }: Props) {
  const { t } = useTranslation("reporting");
  const { images, editable, removed } = keyImages;
  const list = useRef<HTMLOListElement>(null);
  const [folded, setFolded] = useLocalStorage({
    key: "teleread.keyImages.folded",
    defaultValue: false,
  });
  const foldable = !bare && editable && images.length > 0;
  const shown = !folded || !foldable;
  if (images.length === 0 && !editable) return null;

  const focus = (place: number) => {
    const buttons = list.current?.querySelectorAll<HTMLElement>("[data-key-image] > button");
    buttons?.[Math.min(Math.max(place, 0), buttons.length - 1)]?.focus();
  };
  const onKey = (event: KeyboardEvent, image: KeyImage, place: number) => {
    const answer = isTyping(event.target) ? undefined : keysOf(image, place).get(keyOf(event));
    if (!answer) return;
    event.preventDefault();
    event.stopPropagation();
    answer();
  };
  const keysOf = ({ key }: KeyImage, place: number) => {
    const keys = new Map<string, () => void>();
    keys.set("ArrowLeft", () => focus(place - 1));
    keys.set("ArrowRight", () => focus(place + 1));
    if (!editable) return keys;
    keys.set("Shift+ArrowLeft", () => keyImages.move(key, -1));
    keys.set("Shift+ArrowRight", () => keyImages.move(key, 1));
    keys.set("Delete", () => keyImages.remove(key));
    return keys.set("Ctrl+z", keyImages.undo);
  };

  return (
    <section className={styles.strip} aria-label={t("keyImages.title")} data-testid="key-images">
      <h3>
        {foldable ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={shown}
            onClick={() => setFolded(!folded)}
          >
            ★ {t("keyImages.title")} {images.length} <span aria-hidden>{shown ? "▾" : "▸"}</span>
          </button>
        ) : bare ? null : (
          `★ ${t("keyImages.title")} ${images.length || ""}`
        )}
        {editable && images.length === 0 ? (
          <small>
            <KeyHint>M</KeyHint> {t("keyImages.hint")}
          </small>
        ) : null}
        {removed ? (
          <small role="status">
            {t("keyImages.removed", { number: removed.place + 1 })}{" "}
            <button type="button" className={styles.undo} onClick={keyImages.undo}>
              {t("keyImages.undo")}
            </button>
          </small>
        ) : null}
      </h3>
      <ol ref={list} className={styles.list}>
        {(shown ? images : []).map((image, place) => (
          <li
            key={image.key}
            data-key-image={image.key}
            onKeyDown={(event) => onKey(event, image, place)}
          >
            <button
              type="button"
              className={styles.picture}
              aria-label={t("keyImages.open", { number: place + 1, place: placeOf(image, t) })}
              onClick={() => onOpen(image)}
            >
              <img
                src={urlOf(image, place + 1)}
                alt=""
                loading="lazy"
                style={finished ? undefined : { transform: turned(image), filter: shade(image) }}
              />
              <span className={styles.number}>★ {place + 1}</span>
              {image.prior ? (
                <span className={styles.prior}>
                  {t("keyImages.prior")} {image.study_date}
                </span>
              ) : null}
            </button>
            <span className={styles.place} title={placeOf(image, t)}>
              {placeOf(image, t)}
              {image.marks.length > 0
                ? ` · ${t("keyImages.marks", { count: image.marks.length })}`
                : ""}
            </span>
            {editable ? (
              <Tools keyImages={keyImages} image={image} place={place} />
            ) : (
              <span className={styles.caption}>{image.caption}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Tools({
  keyImages,
  image,
  place,
}: {
  keyImages: KeyImages;
  image: KeyImage;
  place: number;
}) {
  const { t } = useTranslation("reporting");
  const number = place + 1;
  const last = keyImages.images.length - 1;
  return (
    <>
      <TextInput
        className={styles.caption}
        size="xs"
        maxLength={LONGEST_CAPTION}
        aria-label={t("keyImages.captionOf", { number })}
        placeholder={t("keyImages.caption")}
        value={image.caption}
        onChange={(event) => keyImages.caption(image.key, event.currentTarget.value)}
      />
      <span className={styles.tools}>
        <ActionIcon
          size="xs"
          variant="subtle"
          disabled={place === 0}
          aria-label={t("keyImages.earlier", { number })}
          onClick={() => keyImages.move(image.key, -1)}
        >
          <IconArrowLeft size={14} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size="xs"
          variant="subtle"
          disabled={place === last}
          aria-label={t("keyImages.later", { number })}
          onClick={() => keyImages.move(image.key, 1)}
        >
          <IconArrowRight size={14} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size="xs"
          variant="subtle"
          aria-label={t("keyImages.remove", { number })}
          onClick={() => keyImages.remove(image.key)}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </span>
    </>
  );
}

type Translate = ReturnType<typeof useTranslation<"reporting">>["t"];

function placeOf(image: KeyImage, t: Translate): string {
  return shortPlace(image, { image: t("keyImages.image"), frame: t("keyImages.frame") });
}

function keyOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  return `${control}${event.shiftKey ? "Shift+" : ""}${event.key}`;
}

/** The flip comes after the turn, so it stands before it (CSS applies the last first). */
function turned({ rotation, flipped }: KeyImage): string {
  return `${flipped ? "scaleX(-1) " : ""}rotate(${rotation}deg)`;
}

function shade({ inverted }: KeyImage): string {
  return inverted ? "invert(1)" : "none";
}
