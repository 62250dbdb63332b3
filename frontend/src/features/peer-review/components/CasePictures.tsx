import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type LearningCase, learningImageUrl, removeLearningImage } from "@/api/peerReview";
import { Banner, useFailureText } from "@/ui/feedback";
import styles from "./peerReview.module.css";

/** The images of a teaching case, each larger on request; out of a draft they can be removed. */
export function CasePictures({ one, editable }: { one: LearningCase; editable: boolean }) {
  const { t } = useTranslation("peerReview");
  const failureText = useFailureText();
  const client = useQueryClient();
  const [shown, setShown] = useState<number | null>(null);
  const remove = useMutation({
    mutationFn: (place: number) => removeLearningImage(one.id, place),
    onSuccess: () => client.invalidateQueries({ queryKey: ["peer-review", "library"] }),
  });
  const count = one.images.length;
  const picture = shown === null ? undefined : one.images[shown];
  const step = (by: number) =>
    setShown((now) => (now === null ? now : Math.min(count - 1, Math.max(0, now + by))));
  if (count === 0) return null;
  return (
    <>
      {remove.error ? <Banner tone="danger">{failureText(remove.error)}</Banner> : null}
      <ul className={styles.pictures} aria-label={t("library.pictures")}>
        {one.images.map(({ place, width, height }, index) => (
          <li key={place}>
            <button
              type="button"
              aria-label={t("library.larger", { place: index + 1, count })}
              onClick={() => setShown(index)}
            >
              <img
                src={learningImageUrl(one.id, place)}
                alt={t("library.picture", { place: index + 1, count })}
                width={width}
                height={height}
                loading="lazy"
              />
            </button>
            {editable ? (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("library.removePicture", { place: index + 1 })}
                loading={remove.isPending && remove.variables === place}
                onClick={() => remove.mutate(place)}
              >
                {t("policy.remove")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Modal
        opened={picture !== undefined}
        onClose={() => setShown(null)}
        title={t("library.picture", { place: (shown ?? 0) + 1, count })}
        size="min(64rem, 100%)"
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
          if (by) {
            event.preventDefault();
            step(by);
          }
        }}
      >
        {picture ? (
          <img
            className={styles.whole}
            src={learningImageUrl(one.id, picture.place)}
            alt={t("library.picture", { place: (shown ?? 0) + 1, count })}
          />
        ) : null}
        <div className={styles.picked}>
          <Button variant="default" disabled={shown === 0} onClick={() => step(-1)}>
            {t("before")}
          </Button>
          <Button
            variant="default"
            data-autofocus
            disabled={shown === count - 1}
            onClick={() => step(1)}
          >
            {t("after")}
          </Button>
        </div>
      </Modal>
    </>
  );
}
