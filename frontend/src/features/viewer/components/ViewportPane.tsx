import { type DragEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ViewerEngine } from "../engine";
import { usePaneState, useProgress } from "../hooks/useEngine";
import type { MarkedFrame } from "../model/keyImages";
import type { DisplayWindow, Stack, StudyPatient } from "../model/types";
import { CineControls } from "./CineControls";
import { PaneOverlay } from "./PaneOverlay";
import { PaneProblem } from "./PaneProblem";
import { StackSlider } from "./StackSlider";
import { STACK_DRAG_TYPE } from "./stackDrag";
import styles from "./viewport.module.css";

export interface PaneAssignment {
  stack: Stack | null;
  isPrior: boolean;
  autoplay: boolean;
  /** Where to begin, and in which window; without it at the first image. */
  start?: { index: number; window: DisplayWindow | null };
}

interface Props {
  engine: ViewerEngine;
  paneId: string;
  number: number;
  assignment: PaneAssignment;
  patient: StudyPatient;
  keyImages: readonly MarkedFrame[];
  active: boolean;
  onActivate: (paneId: string) => void;
  onDropStack: (paneId: string, stackId: string) => void;
}

const PIXELS_PER_WHEEL_STEP = 40;

/** One viewport with everything that is printed on it. */
export function ViewportPane(props: Props) {
  const { engine, paneId, number, assignment, patient, active, onActivate, onDropStack } = props;
  const { keyImages } = props;
  const { t } = useTranslation("viewer");
  const canvasHost = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState(false);
  const [dropping, setDropping] = useState(false);
  const state = usePaneState(engine, paneId);
  const { stack, isPrior, autoplay, start } = assignment;
  const progress = useProgress(engine, stack?.id ?? null);

  useEffect(() => {
    const element = canvasHost.current;
    if (!element) return undefined;
    engine.mount(element, paneId);
    setMounted(true);
    const stopWheel = listenToWheel(element, (steps) => engine.scrollBy(paneId, steps));
    element.addEventListener("contextmenu", preventMenu);
    return () => {
      stopWheel();
      element.removeEventListener("contextmenu", preventMenu);
      engine.unmount(paneId);
      setMounted(false);
    };
  }, [engine, paneId]);

  useEffect(() => {
    if (!mounted) return;
    if (!stack) engine.clear(paneId);
    else if (autoplay) void engine.show(paneId, stack).then(() => engine.play(paneId));
    else if (start) {
      const { index, window } = start;
      void engine.show(paneId, stack, index).then(() => window && engine.setWindow(paneId, window));
    } else void engine.show(paneId, stack);
  }, [engine, paneId, mounted, stack, autoplay, start]);

  const activate = useCallback(() => onActivate(paneId), [onActivate, paneId]);
  /** The drawing tools keep the browser from moving the focus; keys must leave the report's text. */
  const takeFocus = (event: PointerEvent<HTMLElement>) => {
    activate();
    if (event.target instanceof Node && canvasHost.current?.contains(event.target)) {
      event.currentTarget.focus({ preventScroll: true });
    }
  };
  const drop = (event: DragEvent) => {
    setDropping(false);
    const stackId = event.dataTransfer.getData(STACK_DRAG_TYPE);
    if (stackId === "") return;
    event.preventDefault();
    onDropStack(paneId, stackId);
  };

  return (
    <section
      className={styles.pane}
      aria-label={t("pane.label", { number })}
      tabIndex={-1}
      data-testid={`viewport-${number - 1}`}
      data-active={active}
      data-dropping={dropping}
      data-status={state.status}
      data-stack={state.stackId ?? ""}
      data-prior={isPrior}
      data-image-index={state.shownIndex ?? ""}
      data-wanted-index={state.wantedIndex}
      data-image-count={stack?.frames.length ?? 0}
      data-loaded-count={progress.loaded}
      data-failed-count={progress.failed}
      data-window-center={state.windowCenter ?? ""}
      data-window-width={state.windowWidth ?? ""}
      data-zoom={state.zoom}
      data-rotation={state.rotation}
      data-inverted={state.inverted}
      data-playing={state.cine.playing}
      onPointerDownCapture={takeFocus}
      onFocusCapture={activate}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(STACK_DRAG_TYPE)) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <div ref={canvasHost} className={styles.canvas} data-blank={state.shownIndex === null} />
      <PaneOverlay
        state={state}
        stack={stack}
        patient={patient}
        isPrior={isPrior}
        progress={progress}
        keyImages={keyImages}
      />
      {stack && stack.frames.length > 1 && (
        <StackSlider
          count={stack.frames.length}
          index={state.wantedIndex}
          loaded={progress.loaded}
          onGoTo={(index) => engine.goTo(paneId, index)}
        />
      )}
      {stack && (stack.isMoving || state.cine.playing) && (
        <CineControls engine={engine} paneId={paneId} cine={state.cine} />
      )}
      {state.status === "failed" && state.problem && (
        <PaneProblem problem={state.problem} onRetry={() => engine.retry(paneId)} />
      )}
    </section>
  );
}

/** The right button zooms. */
function preventMenu(event: Event) {
  event.preventDefault();
}

/** Turns wheel movements of mice and touchpads into whole images. */
function listenToWheel(element: HTMLElement, scroll: (steps: number) => void): () => void {
  let rest = 0;
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL;
    rest += pixels ? event.deltaY / PIXELS_PER_WHEEL_STEP : Math.sign(event.deltaY);
    const isNotch = pixels && Math.abs(event.deltaY) >= PIXELS_PER_WHEEL_STEP;
    const steps = isNotch ? Math.sign(event.deltaY) : Math.trunc(rest);
    rest = isNotch ? 0 : rest - steps;
    if (steps !== 0) scroll(steps);
  };
  element.addEventListener("wheel", onWheel, { passive: false });
  return () => element.removeEventListener("wheel", onWheel);
}
