import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./viewport.module.css";

interface Props {
  count: number;
  index: number;
  loaded: number;
  onGoTo: (index: number) => void;
}

const PAGE = 10;

/** The scroll bar of a stack: where one is, how much is loaded; drag or click to go somewhere. */
export function StackSlider({ count, index, loaded, onGoTo }: Props) {
  const { t } = useTranslation("viewer");
  const bar = useRef<HTMLDivElement>(null);

  const goToPointer = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect();
    if (!box || box.height === 0) return;
    const share = (event.clientY - box.top) / box.height;
    onGoTo(Math.round(Math.min(1, Math.max(0, share)) * (count - 1)));
  };
  const start = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    goToPointer(event);
  };
  const move = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) goToPointer(event);
  };
  const press = (event: KeyboardEvent) => {
    const target = targetOf(event.key, index, count);
    if (target === null) return;
    event.preventDefault();
    event.stopPropagation();
    onGoTo(target);
  };

  return (
    <div
      ref={bar}
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("pane.slider")}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={index + 1}
      aria-valuetext={t("pane.position", { index: index + 1, count })}
      data-testid="stack-slider"
      onPointerDown={start}
      onPointerMove={move}
      onKeyDown={press}
    >
      <div className={styles.sliderTrack}>
        <div className={styles.sliderLoaded} style={{ transform: `scaleY(${loaded / count})` }} />
      </div>
      <div
        className={styles.sliderThumb}
        style={{ top: `${count > 1 ? (index / (count - 1)) * 100 : 0}%` }}
      />
    </div>
  );
}

function targetOf(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return Math.min(index + 1, count - 1);
    case "ArrowUp":
    case "ArrowLeft":
      return Math.max(index - 1, 0);
    case "PageDown":
      return Math.min(index + PAGE, count - 1);
    case "PageUp":
      return Math.max(index - PAGE, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
