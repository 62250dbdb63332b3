import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Draft, KeyImage, Section } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { sameKeyImages, shortPlace } from "../model/keyImages";
import styles from "./report.module.css";

/** Shows both texts and lets the person choose; until then nothing is saved or lost. */
export function ConflictDialog({
  mine,
  server,
  mineKeyImages,
  onKeepMine,
  onTakeServer,
}: {
  mine: readonly Section[];
  server: Draft;
  mineKeyImages: readonly KeyImage[];
  onKeepMine: () => void;
  onTakeServer: () => void;
}) {
  const { t } = useTranslation("reporting");
  const moment = formatMoment(server.saved_at || null);
  const name = server.saved_by.name;
  const words = { image: t("keyImages.image"), frame: t("keyImages.frame") };
  const listed = (images: readonly KeyImage[]) =>
    images
      .map((image, place) =>
        [`★ ${place + 1}`, shortPlace(image, words), image.caption].filter(Boolean).join(" · "),
      )
      .join("\n") || t("conflict.empty");

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="xl"
      title={t("conflict.title")}
    >
      <Stack gap="md">
        <Text size="sm">{t("conflict.explanation")}</Text>
        <div className={styles.compare}>
          <h3>{t("conflict.mine")}</h3>
          <h3>
            {name ? t("conflict.serverBy", { moment, name }) : t("conflict.server", { moment })}
          </h3>
          {mine.map((section) => {
            const other = server.sections.find(({ code }) => code === section.code)?.body ?? "";
            const same = other === section.body;
            return (
              <Fragment key={section.code}>
                <h4>{section.title}</h4>
                {same ? (
                  <p className={styles.same}>{t("conflict.same")}</p>
                ) : (
                  <>
                    <p>{section.body || t("conflict.empty")}</p>
                    <p>{other || t("conflict.empty")}</p>
                  </>
                )}
              </Fragment>
            );
          })}
          {sameKeyImages(mineKeyImages, server.key_images) ? null : (
            <>
              <h4>{t("keyImages.title")}</h4>
              <p>{listed(mineKeyImages)}</p>
              <p>{listed(server.key_images)}</p>
            </>
          )}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onTakeServer}>
            {t("conflict.takeServer")}
          </Button>
          <Button data-autofocus onClick={onKeepMine}>
            {t("conflict.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
