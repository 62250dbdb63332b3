import { cache, getShouldUseCPURendering, RenderingEngine } from "@cornerstonejs/core";
import type { FrameView, Remeasured } from "../model/keyImages";
import type { ToolName, ViewerCommand } from "../model/shortcuts";
import type { DisplayWindow, SeriesSummary, Stack } from "../model/types";
import { startCornerstone } from "./cornerstone";
import { DicomWebClient } from "./dicomWeb";
import { Emitter } from "./emitter";
import { FrameLoader } from "./frameLoader";
import { FrameRegistry } from "./frameRegistry";
import { LinkedPanes } from "./linkedPanes";
import { type StackProgress, Urgency } from "./loadScheduler";
import { Marks } from "./marks";
import { marksOn, measurementsInWords } from "./measurements";
import { MeasuringWatch } from "./measuringWatch";
import { Pane } from "./pane";
import { runOnPane } from "./paneCommands";
import { EMPTY_PANE, type PaneState } from "./paneState";
import { SessionGate } from "./sessionGate";
import { type MeasurementWords, Toolbox } from "./toolbox";

export interface EngineOptions {
  dicomWebRoot: string;
  words: MeasurementWords;
  /** The session ended; loading goes on when the promise resolves or `resume` is called. */
  onUnauthenticated: () => void | Promise<void>;
}

/** State of the whole viewer rather than of one pane. */
export interface EngineState {
  tool: ToolName;
  linked: boolean;
  referenceLines: boolean;
  signedOut: boolean;
  softwareRendering: boolean;
}

const ENGINE_KEY = "engine";
let engines = 0;

/**
 * Everything between the DICOMweb server and the pixels of a reading room, free of React.
 *
 * `mount` a pane on an element, `show` a stack in it, `destroy` when the room closes: that frees
 * the drawing contexts and the cache.
 */
export class ViewerEngine {
  readonly client: DicomWebClient;
  private readonly renderingEngine: RenderingEngine;
  private readonly registry = new FrameRegistry();
  private readonly loader: FrameLoader;
  private readonly toolbox: Toolbox;
  private readonly uncalibrated: string;
  private readonly gate: SessionGate;
  private readonly panes = new Map<string, Pane>();
  private readonly links = new LinkedPanes();
  private readonly changes = new Emitter<string>();
  private readonly progressOf = new Map<string, StackProgress>();
  private readonly background = new Set<string>();
  private readonly marks = new Marks();
  private readonly measuring: MeasuringWatch;
  /** Told what is measured on a frame anew; one at a time. */
  onMeasured: (change: Remeasured) => void = () => undefined;
  private activeId: string | null = null;
  private state: EngineState;

  constructor(options: EngineOptions) {
    startCornerstone();
    engines += 1;
    const id = `teleread-${engines}`;
    this.gate = new SessionGate(options.onUnauthenticated, (signedOut) =>
      this.change({ signedOut }),
    );
    this.client = new DicomWebClient(options.dicomWebRoot, this.gate);
    this.renderingEngine = new RenderingEngine(id);
    this.uncalibrated = options.words.uncalibrated;
    this.toolbox = new Toolbox(id, id, this.registry, options.words);
    this.measuring = new MeasuringWatch(this.registry, this.uncalibrated, (change) =>
      this.onMeasured(change),
    );
    this.loader = new FrameLoader(this.client, this.registry, {
      onProgress: (stackId) => this.publishProgress(stackId),
      onFailed: (imageId, error) => {
        for (const pane of this.panes.values()) pane.reportFailure(imageId, error);
      },
    });
    this.state = {
      tool: "window",
      linked: false,
      referenceLines: false,
      signedOut: false,
      softwareRendering: getShouldUseCPURendering(),
    };
  }

  /** Puts an empty pane on an element; the element must be laid out already. */
  mount(element: HTMLDivElement, paneId: string): void {
    const pane: Pane = new Pane(paneId, element, this.renderingEngine, {
      onChange: () => this.changes.emit(paneId),
      onWanted: (stackId, index, direction) => {
        this.loader.focus(stackId, index, direction);
        this.links.follow(pane, [...this.panes.values()]);
      },
      onShown: () => pane.stack && this.marks.imageShown(pane.stack.id),
    });
    this.panes.set(paneId, pane);
    this.toolbox.addPane(paneId);
    this.changes.emit(paneId);
  }

  unmount(paneId: string): void {
    const pane = this.panes.get(paneId);
    if (!pane) return;
    this.toolbox.removePane(paneId);
    pane.dispose();
    this.panes.delete(paneId);
    if (this.activeId === paneId) this.activeId = null;
    this.applyUrgencies();
    this.changes.emit(paneId);
  }

  async show(paneId: string, stack: Stack, index = 0): Promise<void> {
    const pane = this.panes.get(paneId);
    if (!pane || stack.frames.length === 0) return;
    this.register(stack);
    const shown = pane.show(stack, index);
    this.applyUrgencies();
    await shown;
    this.links.rematch([...this.panes.values()]);
  }

  clear(paneId: string): void {
    this.panes.get(paneId)?.clear();
    this.applyUrgencies();
  }

  /** Loads these stacks after everything on screen, as far as the cache has room. */
  loadInBackground(stacks: readonly Stack[]): void {
    for (const stack of stacks) {
      this.register(stack);
      this.background.add(stack.id);
    }
    this.applyUrgencies();
  }

  activate(paneId: string): void {
    if (this.activeId === paneId) return;
    this.activeId = paneId;
    this.applyUrgencies();
    if (this.state.referenceLines) this.toolbox.showReferenceLines(paneId);
  }

  stacksOf(series: SeriesSummary, signal: AbortSignal): Promise<Stack[]> {
    return this.client.stacksOf(series, signal);
  }

  scrollBy(paneId: string, delta: number): void {
    this.panes.get(paneId)?.scrollBy(delta);
  }

  goTo(paneId: string, index: number): void {
    this.panes.get(paneId)?.goTo(index);
  }

  play(paneId: string): void {
    this.panes.get(paneId)?.playCine();
  }

  setCineRate(paneId: string, framesPerSecond: number): void {
    this.panes.get(paneId)?.setCineRate(framesPerSecond);
  }

  retry(paneId: string): void {
    const pane = this.panes.get(paneId);
    if (pane?.stack) this.loader.retryFailed(pane.stack.id);
    pane?.retry();
  }

  /** Lets held-back requests go on after a sign-in. */
  resume(): void {
    this.gate.open();
  }

  resize(): void {
    this.renderingEngine.resize(true, true);
  }

  /** Carries out a command; commands about panes and series belong to the caller. */
  run(command: ViewerCommand, paneId: string): void {
    const pane = this.panes.get(paneId);
    switch (command.kind) {
      case "tool":
        this.toolbox.choose(command.tool);
        this.change({ tool: command.tool });
        break;
      case "link":
        if (this.links.isOn) this.links.switchOff();
        else this.links.switchOn([...this.panes.values()]);
        this.change({ linked: this.links.isOn });
        break;
      case "referenceLines":
        this.toolbox.showReferenceLines(this.state.referenceLines ? null : paneId);
        this.change({ referenceLines: !this.state.referenceLines });
        break;
      case "undo":
        this.toolbox.undo();
        break;
      case "redo":
        this.toolbox.redo();
        break;
      case "deleteMeasurement":
        if (pane) this.deleteMeasurement(pane);
        break;
      default:
        if (pane) runOnPane(command, pane);
    }
  }

  /** What is measured on the open images, in words. */
  measurements(): string[] {
    return measurementsInWords(this.registry, this.uncalibrated);
  }

  /** The frame that is drawn in a pane as it lies there, with what is measured on it. */
  frameView(paneId: string): FrameView | null {
    const pane = this.panes.get(paneId);
    const view = pane?.frameView();
    const imageId = pane?.currentFrame()?.imageId;
    if (!view || imageId === undefined) return null;
    return { ...view, marks: marksOn(this.registry, imageId, this.uncalibrated) };
  }

  setWindow(paneId: string, window: DisplayWindow): void {
    this.panes.get(paneId)?.setWindow(window);
  }

  paneState(paneId: string): PaneState {
    return this.panes.get(paneId)?.state ?? EMPTY_PANE;
  }

  engineState(): EngineState {
    return this.state;
  }

  progress(stackId: string): StackProgress {
    return this.progressOf.get(stackId) ?? NO_PROGRESS;
  }

  /** Calls `listener` when the pane's, stack's or (no key) engine's state was replaced. */
  subscribe(key: string | null, listener: () => void): () => void {
    return this.changes.subscribe(key ?? ENGINE_KEY, listener);
  }

  destroy(): void {
    for (const paneId of [...this.panes.keys()]) this.unmount(paneId);
    this.loader.dispose();
    this.measuring.dispose();
    this.toolbox.dispose();
    this.renderingEngine.destroy();
    this.registry.dispose();
    cache.purgeCache();
    this.changes.clear();
  }

  private deleteMeasurement(pane: Pane): void {
    const imageId = pane.currentFrame()?.imageId ?? null;
    this.toolbox.deleteMeasurement(imageId, pane.element, [...this.panes.keys()]);
  }

  private register(stack: Stack): void {
    this.registry.add(stack);
    this.loader.add(stack);
  }

  private applyUrgencies(): void {
    const wanted = new Map<string, Urgency>();
    for (const stackId of this.background) wanted.set(stackId, Urgency.Background);
    for (const pane of this.panes.values()) {
      if (!pane.stack) continue;
      const urgency = pane.id === this.activeId ? Urgency.Active : Urgency.Visible;
      wanted.set(pane.stack.id, Math.min(urgency, wanted.get(pane.stack.id) ?? Urgency.Idle));
    }
    for (const stackId of this.progressOf.keys()) {
      this.loader.want(stackId, wanted.get(stackId) ?? Urgency.Idle);
    }
    for (const [stackId, urgency] of wanted) this.loader.want(stackId, urgency);
  }

  private publishProgress(stackId: string): void {
    const progress = this.loader.progress(stackId);
    this.progressOf.set(stackId, progress);
    if (progress.loaded === progress.total) this.marks.stackComplete(stackId);
    this.changes.emit(stackId);
  }

  private change(change: Partial<EngineState>): void {
    this.state = { ...this.state, ...change };
    this.changes.emit(ENGINE_KEY);
  }
}

const NO_PROGRESS: StackProgress = { loaded: 0, failed: 0, total: 0 };
