import {
  cache,
  Enums,
  eventTarget,
  imageLoader,
  registerImageLoader,
  type Types,
} from "@cornerstonejs/core";
import type { Stack } from "../model/types";
import { decodeFrame, prepareColorTables } from "./decodeFrame";
import type { DicomWebClient } from "./dicomWeb";
import { LoadError } from "./fetchResource";
import type { FrameRegistry } from "./frameRegistry";
import { LoadScheduler, type StackProgress, Urgency } from "./loadScheduler";

/** A browser keeps six HTTP/1.1 connections to a host; two more frames are being decoded. */
const FRAMES_UNDER_WAY = 8;

interface Hooks {
  onProgress(stackId: string): void;
  onFailed(imageId: string, error: LoadError): void;
}

/** Brings frames from the server into Cornerstone's cache, wanted ones first. */
export class FrameLoader {
  private readonly scheduler: LoadScheduler;
  private readonly frameBytes = new Map<string, number>();
  private readonly abort = new AbortController();
  private readonly onDropped = (event: Event) => {
    const imageId: unknown = (event as CustomEvent).detail?.imageId;
    if (typeof imageId === "string") this.scheduler.markDropped(imageId);
  };

  constructor(
    private readonly client: DicomWebClient,
    private readonly registry: FrameRegistry,
    private readonly hooks: Hooks,
  ) {
    registerImageLoader("wadors", (imageId, options) => this.cornerstoneLoad(imageId, options));
    eventTarget.addEventListener(Enums.Events.IMAGE_CACHE_IMAGE_REMOVED, this.onDropped);
    this.scheduler = new LoadScheduler(
      {
        load: (imageId, urgency) => this.loadInBackground(imageId, urgency),
        hasRoom: (stackId) => this.hasRoom(stackId),
        onProgress: hooks.onProgress,
      },
      FRAMES_UNDER_WAY,
    );
  }

  add(stack: Stack): void {
    const pixel = stack.frames[0]?.pixel;
    const bytesPerSample = pixel && pixel.bitsAllocated <= 8 ? 1 : 2;
    this.frameBytes.set(
      stack.id,
      pixel ? pixel.rows * pixel.columns * pixel.samplesPerPixel * bytesPerSample : 0,
    );
    this.scheduler.add(
      stack.id,
      stack.frames.map(({ imageId }) => imageId),
    );
  }

  want(stackId: string, urgency: Urgency): void {
    this.scheduler.want(stackId, urgency);
  }

  focus(stackId: string, index: number, direction: number): void {
    this.scheduler.focus(stackId, index, direction);
  }

  progress(stackId: string): StackProgress {
    return this.scheduler.progress(stackId);
  }

  retryFailed(stackId: string): void {
    this.scheduler.retryFailed(stackId);
  }

  dispose(): void {
    this.abort.abort();
    this.scheduler.stop();
    eventTarget.removeEventListener(Enums.Events.IMAGE_CACHE_IMAGE_REMOVED, this.onDropped);
  }

  private hasRoom(stackId: string): boolean {
    const needed = this.frameBytes.get(stackId) ?? 0;
    return cache.getCacheSize() + needed * FRAMES_UNDER_WAY <= cache.getMaxCacheSize();
  }

  private async loadInBackground(imageId: string, urgency: Urgency): Promise<void> {
    const priority = urgency === Urgency.Active ? 1 : urgency === Urgency.Visible ? 5 : 10;
    await imageLoader.loadAndCacheImage(imageId, {
      priority,
      requestType: Enums.RequestType.Prefetch,
    });
  }

  private cornerstoneLoad(imageId: string, options: Record<string, unknown> = {}) {
    const lookedAt = options.requestType !== Enums.RequestType.Prefetch;
    const priority = lookedAt ? 0 : Number(options.priority ?? 10);
    const loading = { promise: this.load(imageId, lookedAt, priority), cancelFn: undefined };
    /** Put here, because Cornerstone's own call leaves a failed load as an unhandled rejection. */
    cache.putImageLoadObject(imageId, loading).catch(() => undefined);
    return loading;
  }

  private async load(imageId: string, lookedAt: boolean, priority: number): Promise<Types.IImage> {
    const frame = this.registry.frame(imageId);
    const { signal } = this.abort;
    try {
      if (!frame) throw new LoadError("missing");
      const [encoded] = await Promise.all([
        this.client.frame(frame.url, {
          priority: lookedAt ? "high" : priority <= 1 ? "auto" : "low",
          signal,
        }),
        prepareColorTables(frame, this.registry, this.client, signal),
      ]);
      const image = await decodeFrame(frame, encoded, this.registry, {
        requestType: lookedAt ? Enums.RequestType.Interaction : Enums.RequestType.Prefetch,
        priority,
      });
      this.scheduler.markLoaded(imageId);
      return image;
    } catch (error) {
      const problem = error instanceof LoadError ? error : new LoadError("network");
      if (!signal.aborted) {
        this.scheduler.markFailed(imageId);
        this.hooks.onFailed(imageId, problem);
      }
      throw problem;
    }
  }
}
