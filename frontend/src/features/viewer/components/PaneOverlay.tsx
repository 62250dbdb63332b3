import { useTranslation } from "react-i18next";
import type { PaneState, StackProgress } from "../engine";
import { formatDate, formatNumber, formatPersonName, formatTime } from "../model/formatting";
import { lossyRatio, sliceText } from "../model/frameText";
import type { MarkedFrame } from "../model/keyImages";
import type { Frame, Stack, StudyPatient } from "../model/types";
import styles from "./overlay.module.css";

interface Props {
  state: PaneState;
  stack: Stack | null;
  patient: StudyPatient;
  isPrior: boolean;
  progress: StackProgress;
  keyImages: readonly MarkedFrame[];
}

/** The texts on an image. The patient is named even while nothing is shown. */
export function PaneOverlay({ state, stack, patient, isPrior, progress, keyImages }: Props) {
  const { t } = useTranslation("viewer");
  const frame =
    stack && state.shownIndex !== null ? (stack.frames[state.shownIndex] ?? null) : null;
  return (
    <div className={styles.overlay}>
      <div className={styles.topLeft} data-testid="overlay-patient">
        <strong>{formatPersonName(patient.name)}</strong>
        <span>{patient.patientId}</span>
        <span>
          {[
            patient.birthDate && t("overlay.born", { date: formatDate(patient.birthDate) }),
            patient.sex,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {stack ? (
        <>
          {frame && <KeyImageMark frame={frame} keyImages={keyImages} />}
          <StudyTexts stack={stack} isPrior={isPrior} />
          <ImageTexts state={state} stack={stack} frame={frame} progress={progress} />
          <ViewTexts state={state} frame={frame} />
          <Edges state={state} />
        </>
      ) : (
        <p className={styles.hint}>{t("pane.empty")}</p>
      )}
    </div>
  );
}

/** Says that the report points at the frame that is shown. */
function KeyImageMark({ frame, keyImages }: { frame: Frame; keyImages: readonly MarkedFrame[] }) {
  const { t } = useTranslation("viewer");
  const numbers = keyImages
    .filter(
      ({ sopInstanceUid, frameNumber }) =>
        sopInstanceUid === frame.sopInstanceUid && frameNumber === frame.frameNumber,
    )
    .map(({ number }) => number);
  if (numbers.length === 0) return null;
  return (
    <strong className={styles.keyImage} data-testid="key-image-mark">
      ★ {t("overlay.keyImage", { numbers: numbers.join(", ") })}
    </strong>
  );
}

function StudyTexts({ stack, isPrior }: { stack: Stack; isPrior: boolean }) {
  const { t } = useTranslation("viewer");
  const date = formatDate(stack.studyDate);
  return (
    <div className={styles.topRight} data-testid="overlay-study">
      {isPrior && (
        <strong className={styles.prior}>
          {t("pane.prior")} {date}
        </strong>
      )}
      {!isPrior && (
        <span>
          {date} {formatTime(stack.studyTime)}
        </span>
      )}
      <span>
        {[stack.series.modality, stack.series.seriesNumber]
          .filter((part) => part !== null)
          .join(" ")}
      </span>
      <span className={styles.description}>{stack.label}</span>
    </div>
  );
}

interface ImageTextsProps {
  state: PaneState;
  stack: Stack;
  frame: Frame | null;
  progress: StackProgress;
}

function ImageTexts({ state, stack, frame, progress }: ImageTextsProps) {
  const { t } = useTranslation("viewer");
  const slice = frame ? sliceText(frame) : null;
  const count = stack.frames.length;
  const isComing = state.status === "loading" && state.wantedIndex !== state.shownIndex;
  return (
    <div className={styles.bottomLeft} data-testid="overlay-image">
      {progress.loaded < count && (
        <span className={styles.quiet}>
          {t("strip.loaded", { loaded: progress.loaded, total: count })}
        </span>
      )}
      {frame?.lossy && (
        <strong className={styles.warning}>
          {t("overlay.lossy", { ratio: lossyRatio(frame) })}
        </strong>
      )}
      {frame && <CalibrationText frame={frame} />}
      {slice?.location && <span>{t("overlay.location", { value: slice.location })}</span>}
      {slice?.thickness && <span>{t("overlay.thickness", { value: slice.thickness })}</span>}
      <strong>
        {frame
          ? t(stack.isMoving ? "overlay.frame" : "overlay.image", {
              index: (state.shownIndex ?? 0) + 1,
              count,
            })
          : t("pane.loading")}{" "}
        {frame && isComing && t("overlay.toCome", { index: state.wantedIndex + 1 })}
      </strong>
    </div>
  );
}

function CalibrationText({ frame }: { frame: Frame }) {
  const { t } = useTranslation("viewer");
  const { spacingSource } = frame.plane;
  if (spacingSource === "none") {
    return <span className={styles.quiet}>{t("overlay.notCalibrated")}</span>;
  }
  if (spacingSource === "detector") {
    return <span className={styles.quiet}>{t("overlay.detectorSpacing")}</span>;
  }
  return null;
}

function ViewTexts({ state, frame }: { state: PaneState; frame: Frame | null }) {
  const { t } = useTranslation("viewer");
  if (!frame) return null;
  const isGrey = frame.pixel.samplesPerPixel === 1 && frame.pixel.palette === null;
  const digits = (state.windowWidth ?? 0) < 10 ? 2 : 0;
  return (
    <div className={styles.bottomRight} data-testid="overlay-view">
      {state.rotation !== 0 && <span>{t("overlay.rotated", { degrees: state.rotation })}</span>}
      {(state.flipHorizontal || state.flipVertical) && <span>{t("overlay.flipped")}</span>}
      <span>{t("overlay.zoom", { percent: formatNumber(state.zoom * 100) })}</span>
      {isGrey && state.windowWidth !== null && state.windowCenter !== null && (
        <strong>
          {t("overlay.window", {
            width: formatNumber(state.windowWidth, digits),
            center: formatNumber(state.windowCenter, digits),
          })}
        </strong>
      )}
    </div>
  );
}

function Edges({ state }: { state: PaneState }) {
  const { top, right, bottom, left } = state.edges;
  return (
    <div data-testid="overlay-edges" data-edges={[top, right, bottom, left].join(" ")}>
      <span className={styles.edgeTop}>{top}</span>
      <span className={styles.edgeRight}>{right}</span>
      <span className={styles.edgeBottom}>{bottom}</span>
      <span className={styles.edgeLeft}>{left}</span>
    </div>
  );
}
