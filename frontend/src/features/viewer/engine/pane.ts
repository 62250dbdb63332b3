import { Enums, type RenderingEngine, StackViewport, utilities } from "@cornerstonejs/core";
import { autoWindow } from "../model/autoWindow";
import type { FrameView } from "../model/keyImages";
import type { DisplayWindow, Frame, Stack } from "../model/types";
import { Cine } from "./cine";
import type { LoadError } from "./fetchResource";
import { edgesOf, turnOnScreen, zoomOf } from "./paneGeometry";
import { EMPTY_PANE, type PaneState, samePaneState } from "./paneState";

/** MONOCHROME1 shows its lowest value white: that is its upright state, not an inversion. */
function isInvertedByNature(frame: Frame | null): boolean {
  return frame?.pixel.photometricInterpretation === "MONOCHROME1";
}

interface Hooks {
  onChange(): void;
  /** The frame asked for changed: fetch around it. */
  onWanted(stackId: string, index: number, direction: number): void;
  /** Another image is drawn. */
  onShown(): void;
}

const QUARTER_TURN = 90;

/** One viewport: shows a stack, answers commands, keeps the state that the screen prints. */
export class Pane {
  state: PaneState = EMPTY_PANE;
  stack: Stack | null = null;
  private readonly viewport: StackViewport;
  private readonly cine: Cine;
  private defaultWindow: DisplayWindow | null = null;
  /** Counts calls of `show`, so that a late answer to an earlier one is ignored. */
  private showing = 0;
  private prepared = false;
  private readonly onRendered = () => this.readState();
  private readonly onNewImage = () => {
    this.readState();
    this.prepareView();
    this.hooks.onShown();
  };

  constructor(
    readonly id: string,
    readonly element: HTMLDivElement,
    private readonly engine: RenderingEngine,
    private readonly hooks: Hooks,
  ) {
    engine.enableElement({ viewportId: id, type: Enums.ViewportType.STACK, element });
    const viewport = engine.getViewport(id);
    if (!(viewport instanceof StackViewport)) throw new TypeError("not a stack viewport");
    this.viewport = viewport;
    /** Cornerstone swallows every key on an element it made focusable, reload included. */
    element.removeAttribute("tabindex");
    this.cine = new Cine({
      step: (by) => this.scrollBy(by, true),
      isReady: () => this.state.status === "ready",
      onChange: (cine) => this.update({ cine }),
    });
    element.addEventListener(Enums.Events.IMAGE_RENDERED, this.onRendered);
    element.addEventListener(Enums.Events.STACK_NEW_IMAGE, this.onNewImage);
    element.addEventListener(Enums.Events.STACK_VIEWPORT_SCROLL, this.onToolScroll);
  }

  async show(stack: Stack, index: number): Promise<void> {
    this.showing += 1;
    const turn = this.showing;
    this.cine.stop();
    this.stack = stack;
    this.defaultWindow = null;
    this.prepared = false;
    const start = Math.min(Math.max(index, 0), stack.frames.length - 1);
    this.cine.setRate(stack.frameTime ? 1000 / stack.frameTime : 15);
    this.update({
      ...EMPTY_PANE,
      cine: this.state.cine,
      stackId: stack.id,
      wantedIndex: start,
      status: "loading",
    });
    this.hooks.onWanted(stack.id, start, 1);
    const imageIds = stack.frames.map(({ imageId }) => imageId);
    await this.viewport.setStack(imageIds, start).catch(() => undefined);
    if (turn !== this.showing) return;
    this.readState();
    this.prepareView();
  }

  clear(): void {
    this.showing += 1;
    this.cine.stop();
    this.stack = null;
    this.update(EMPTY_PANE);
  }

  scrollBy(delta: number, loop = false): void {
    const count = this.stack?.frames.length ?? 0;
    if (count === 0) return;
    const target = this.state.wantedIndex + delta;
    this.goTo(loop ? ((target % count) + count) % count : target, Math.sign(delta));
  }

  /** Asks for one frame; the one drawn stays until it is there. */
  goTo(index: number, direction = Math.sign(index - this.state.wantedIndex)): void {
    const count = this.stack?.frames.length ?? 0;
    const target = Math.min(Math.max(index, 0), count - 1);
    if (!this.stack || target === this.state.wantedIndex) return;
    this.update({ wantedIndex: target, problem: null });
    this.hooks.onWanted(this.stack.id, target, direction);
    this.request(target);
  }

  retry(): void {
    if (!this.stack) return;
    const { shownIndex, wantedIndex } = this.state;
    if (shownIndex === null) {
      void this.show(this.stack, wantedIndex);
      return;
    }
    this.update({ status: "loading", problem: null });
    /** The viewport already stands at the failed index and would not ask again. */
    this.viewport
      .setImageIdIndex(shownIndex)
      .catch(() => undefined)
      .then(() => this.request(wantedIndex));
  }

  /** The loader could not bring a frame; matters here only if it is the one asked for. */
  reportFailure(imageId: string, error: LoadError): void {
    if (this.stack?.frames[this.state.wantedIndex]?.imageId !== imageId) return;
    this.cine.stop();
    this.update({
      status: "failed",
      problem: { kind: error.problem, status: error.status },
    });
  }

  setWindow({ center, width }: DisplayWindow): void {
    this.viewport.setProperties({
      voiRange: utilities.windowLevel.toLowHighRange(width, center),
    });
    this.viewport.render();
  }

  setDefaultWindow(): void {
    const own = this.currentFrame()?.windows[0] ?? this.defaultWindow;
    if (own) this.setWindow(own);
  }

  invert(): void {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.viewport.render();
  }

  rotate(): void {
    const { rotation = 0 } = this.viewport.getViewPresentation();
    this.viewport.setViewPresentation({ rotation: (rotation + QUARTER_TURN) % 360 });
    this.viewport.render();
  }

  flipHorizontal(): void {
    this.viewport.setCamera({ flipHorizontal: !this.viewport.getCamera().flipHorizontal });
    this.viewport.render();
  }

  flipVertical(): void {
    this.viewport.setCamera({ flipVertical: !this.viewport.getCamera().flipVertical });
    this.viewport.render();
  }

  zoomBy(factor: number): void {
    this.viewport.setZoom(this.viewport.getZoom() * factor);
    this.viewport.render();
  }

  fit(): void {
    this.viewport.resetCamera({ resetPan: true, resetZoom: true });
    this.viewport.render();
  }

  reset(): void {
    this.viewport.resetProperties();
    this.viewport.setCamera({ flipHorizontal: false, flipVertical: false });
    this.viewport.setViewPresentation({ rotation: 0 });
    this.viewport.resetCamera();
    this.applyAutoWindow();
    this.viewport.render();
  }

  toggleCine(): void {
    if ((this.stack?.frames.length ?? 0) > 1) this.cine.toggle();
  }

  playCine(): void {
    if ((this.stack?.frames.length ?? 0) > 1) this.cine.play();
  }

  setCineRate(framesPerSecond: number): void {
    this.cine.setRate(framesPerSecond);
  }

  currentFrame(): Frame | null {
    return this.stack?.frames[this.state.shownIndex ?? this.state.wantedIndex] ?? null;
  }

  /** The frame that is drawn now and how; null until one is. What is measured on it is the caller's to add. */
  frameView(): Omit<FrameView, "marks"> | null {
    const { shownIndex, windowCenter, windowWidth, inverted } = this.state;
    const frame = shownIndex === null ? undefined : this.stack?.frames[shownIndex];
    if (!this.stack || !frame) return null;
    const { series, studyDate } = this.stack;
    const isGrey = frame.pixel.samplesPerPixel === 1 && frame.pixel.palette === null;
    const isWindowed = isGrey && windowCenter !== null && windowWidth !== null;
    return {
      studyInstanceUid: series.studyInstanceUid,
      seriesInstanceUid: series.seriesInstanceUid,
      sopInstanceUid: frame.sopInstanceUid,
      sopClassUid: frame.sopClassUid,
      frameNumber: frame.frameNumber,
      numberOfFrames: frame.numberOfFrames,
      modality: series.modality,
      seriesNumber: series.seriesNumber,
      instanceNumber: frame.instanceNumber,
      studyDate,
      window: isWindowed ? { center: windowCenter, width: windowWidth } : null,
      inverted,
      ...turnOnScreen(this.viewport, frame.imageId),
    };
  }

  dispose(): void {
    this.cine.stop();
    this.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.onRendered);
    this.element.removeEventListener(Enums.Events.STACK_NEW_IMAGE, this.onNewImage);
    this.element.removeEventListener(Enums.Events.STACK_VIEWPORT_SCROLL, this.onToolScroll);
    this.engine.disableElement(this.id);
  }

  private readonly onToolScroll = (event: Event) => {
    const detail: { newImageIdIndex?: number; direction?: number } =
      (event as CustomEvent).detail ?? {};
    const index = detail.newImageIdIndex;
    if (!this.stack || index === undefined || index === this.state.wantedIndex) return;
    this.update({ wantedIndex: index, problem: null });
    this.hooks.onWanted(this.stack.id, index, Math.sign(detail.direction ?? 1));
  };

  private request(index: number): void {
    this.viewport.setImageIdIndex(index).catch(() => undefined);
    this.readState();
  }

  /** Fits and windows the first image of a stack that comes, be it after a failure. */
  private prepareView(): void {
    if (this.prepared || this.state.shownIndex === null) return;
    this.prepared = true;
    this.viewport.resetCamera();
    this.applyAutoWindow();
    this.viewport.render();
  }

  /** An image without a window of its own gets one from its values, kept for the whole stack. */
  private applyAutoWindow(): void {
    const frame = this.currentFrame();
    const isGrey = frame?.pixel.photometricInterpretation.startsWith("MONOCHROME");
    if (!frame || !isGrey || frame.windows.length > 0) return;
    const image = this.viewport.getCornerstoneImage();
    if (!image) return;
    this.defaultWindow ??= autoWindow(image.getPixelData());
    this.setWindow(this.defaultWindow);
  }

  private readState(): void {
    if (!this.stack) return;
    const shown = this.viewport.getCornerstoneImage()?.imageId;
    const shownIndex = this.stack.frames.findIndex(({ imageId }) => imageId === shown);
    const index = shownIndex < 0 ? null : shownIndex;
    const { voiRange, invert } = this.viewport.getProperties();
    const camera = this.viewport.getCamera();
    const window =
      voiRange && index !== null
        ? utilities.windowLevel.toWindowLevel(voiRange.lower, voiRange.upper)
        : null;
    const frame = index === null ? null : (this.stack.frames[index] ?? null);
    const arrived = index === this.state.wantedIndex;
    this.update({
      shownIndex: index,
      status: arrived ? "ready" : this.state.status === "failed" ? "failed" : "loading",
      problem: arrived ? null : this.state.problem,
      windowCenter: window?.windowCenter ?? null,
      windowWidth: window?.windowWidth ?? null,
      zoom: frame ? zoomOf(this.viewport, frame) : 1,
      rotation: Math.round(this.viewport.getViewPresentation().rotation ?? 0) % 360,
      flipHorizontal: Boolean(camera.flipHorizontal),
      flipVertical: Boolean(camera.flipVertical),
      inverted: Boolean(invert) !== isInvertedByNature(frame),
      edges: frame ? edgesOf(this.viewport, frame) : EMPTY_PANE.edges,
    });
  }

  private update(change: Partial<PaneState>): void {
    const next = { ...this.state, ...change };
    if (samePaneState(next, this.state)) return;
    this.state = next;
    this.hooks.onChange();
  }
}
