import { IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ViewerEngine } from "../engine";
import type { SeriesEntry } from "../hooks/studyLibrary";
import { useEngineState, useProgress } from "../hooks/useEngine";
import type { Stack } from "../model/types";
import { STACK_DRAG_TYPE } from "./stackDrag";
import styles from "./strip.module.css";

interface Props {
  engine: ViewerEngine;
  dicomWebRoot: string;
  entry: SeriesEntry;
  stack: Stack | null;
  stackId: string;
  isShown: boolean;
  /** Of a study that is read in parts: whether this series belongs to the part. */
  isOfPart: boolean;
  /** How many of its frames the report points at. */
  keyImageCount: number;
  onOpen: () => void;
}

/** A series (or one clip of it) to click, press Enter on, or drag into a viewport. */
export function SeriesThumbnail(props: Props) {
  const { engine, dicomWebRoot, entry, stack, stackId, isShown, isOfPart, onOpen } = props;
  const { keyImageCount } = props;
  const { t } = useTranslation("viewer");
  const progress = useProgress(engine, stackId);
  const { series, problem } = entry;
  const count = stack?.frames.length ?? series.instanceCount ?? 0;
  const label =
    stack?.label || series.description || t("strip.unnamed", { number: series.seriesNumber ?? "" });
  const isEmpty = entry.stacks?.length === 0;
  return (
    <li>
      <button
        type="button"
        className={styles.item}
        draggable
        disabled={isEmpty}
        aria-label={t("strip.open", { label })}
        aria-current={isShown}
        data-testid="series-item"
        data-stack={stackId}
        data-series={series.seriesInstanceUid}
        data-of-part={isOfPart}
        data-loaded-count={progress.loaded}
        data-image-count={count}
        onClick={onOpen}
        onDragStart={(event) => event.dataTransfer.setData(STACK_DRAG_TYPE, stackId)}
      >
        <Thumbnail engine={engine} url={thumbnailUrl(dicomWebRoot, entry, stack)} />
        <span className={styles.label}>{label}</span>
        <span className={styles.facts}>
          <span>{[series.modality, series.seriesNumber].filter((x) => x !== null).join(" ")}</span>
          <span>{isEmpty ? t("strip.notViewable") : t("strip.images", { count })}</span>
        </span>
        {keyImageCount > 0 && (
          <span className={styles.keyImages}>
            ★ {t("strip.keyImages", { count: keyImageCount })}
          </span>
        )}
        {isOfPart && <span className={styles.ofPart}>◫ {t("strip.ofPart")}</span>}
        {problem && <span className={styles.failed}>{t("strip.seriesFailed")}</span>}
        <span
          className={styles.progress}
          style={{ transform: `scaleX(${count > 0 ? progress.loaded / count : 0})` }}
        />
      </button>
    </li>
  );
}

/** Tries again when the session comes back. */
function Thumbnail({ engine, url }: { engine: ViewerEngine; url: string }) {
  const { signedOut } = useEngineState(engine);
  const [failedWhen, setFailedWhen] = useState<string | null>(null);
  const occasion = `${url} ${signedOut}`;
  if (failedWhen === occasion) {
    return (
      <span className={styles.noImage}>
        <IconPhotoOff size={20} aria-hidden />
      </span>
    );
  }
  return (
    <img
      key={occasion}
      className={styles.image}
      src={url}
      alt=""
      width={112}
      height={84}
      loading="lazy"
      draggable={false}
      onError={() => setFailedWhen(occasion)}
    />
  );
}

/** The server's own thumbnail: of the instance for one clip of several, else of the series. */
function thumbnailUrl(root: string, { series, stacks }: SeriesEntry, stack: Stack | null): string {
  const seriesUrl = `${root}/studies/${series.studyInstanceUid}/series/${series.seriesInstanceUid}`;
  const instance = stack?.frames[0]?.sopInstanceUid;
  return instance && (stacks?.length ?? 0) > 1
    ? `${seriesUrl}/instances/${instance}/thumbnail`
    : `${seriesUrl}/thumbnail`;
}
