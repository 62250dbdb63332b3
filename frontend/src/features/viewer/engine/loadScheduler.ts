import { requestOrder } from "../model/requestOrder";

/** How urgently a stack is wanted; lower goes first. */
export enum Urgency {
  Active = 0,
  Visible = 1,
  Background = 2,
  Idle = 3,
}

export interface StackProgress {
  loaded: number;
  failed: number;
  total: number;
}

interface Hooks {
  /** Fetches, decodes and caches one frame. */
  load(imageId: string, urgency: Urgency): Promise<void>;
  /** Whether the cache can take one more frame of this stack without dropping others. */
  hasRoom(stackId: string): boolean;
  onProgress(stackId: string): void;
}

enum FrameState {
  Waiting = 0,
  Loading = 1,
  Loaded = 2,
  Failed = 3,
}

interface Queue {
  imageIds: readonly string[];
  states: Uint8Array;
  urgency: Urgency;
  order: number[];
  cursor: number;
  loaded: number;
  failed: number;
}

/**
 * Decides which frame is fetched next: by urgency of the stack, inside a stack from the frame looked
 * at towards where the person scrolls. At most `slots` frames are under way at once.
 */
export class LoadScheduler {
  private readonly queues = new Map<string, Queue>();
  private readonly places = new Map<string, { stackId: string; index: number }>();
  private running = 0;
  private stopped = false;

  constructor(
    private readonly hooks: Hooks,
    private readonly slots: number,
  ) {}

  add(stackId: string, imageIds: readonly string[]): void {
    if (this.queues.has(stackId)) return;
    this.queues.set(stackId, {
      imageIds,
      states: new Uint8Array(imageIds.length),
      urgency: Urgency.Idle,
      order: requestOrder(imageIds.length, 0, 1),
      cursor: 0,
      loaded: 0,
      failed: 0,
    });
    imageIds.forEach((imageId, index) => {
      this.places.set(imageId, { stackId, index });
    });
  }

  want(stackId: string, urgency: Urgency): void {
    const queue = this.queues.get(stackId);
    if (!queue || queue.urgency === urgency) return;
    queue.urgency = urgency;
    this.pump();
  }

  /** The person looks at `center` and scrolls in `direction`. */
  focus(stackId: string, center: number, direction: number): void {
    const queue = this.queues.get(stackId);
    if (!queue) return;
    queue.order = requestOrder(queue.imageIds.length, center, direction);
    queue.cursor = 0;
    this.pump();
  }

  progress(stackId: string): StackProgress {
    const queue = this.queues.get(stackId);
    return {
      loaded: queue?.loaded ?? 0,
      failed: queue?.failed ?? 0,
      total: queue?.imageIds.length ?? 0,
    };
  }

  /** A frame was loaded outside the background, because someone looked at it. */
  markLoaded(imageId: string): void {
    this.move(imageId, FrameState.Loaded);
  }

  markFailed(imageId: string): void {
    this.move(imageId, FrameState.Failed);
  }

  markDropped(imageId: string): void {
    this.move(imageId, FrameState.Waiting);
  }

  retryFailed(stackId: string): void {
    const queue = this.queues.get(stackId);
    if (!queue) return;
    queue.imageIds.forEach((imageId, index) => {
      if (queue.states[index] === FrameState.Failed) this.move(imageId, FrameState.Waiting);
    });
    queue.cursor = 0;
    this.pump();
  }

  stop(): void {
    this.stopped = true;
    this.queues.clear();
    this.places.clear();
  }

  private pump(): void {
    while (!this.stopped && this.running < this.slots) {
      const next = this.next();
      if (!next) return;
      this.start(next.imageId, next.urgency);
    }
  }

  private start(imageId: string, urgency: Urgency): void {
    this.running += 1;
    this.move(imageId, FrameState.Loading);
    this.hooks
      .load(imageId, urgency)
      .then(
        () => this.markLoaded(imageId),
        () => this.markFailed(imageId),
      )
      .finally(() => {
        this.running -= 1;
        this.pump();
      });
  }

  private next(): { imageId: string; urgency: Urgency } | null {
    for (const urgency of [Urgency.Active, Urgency.Visible, Urgency.Background]) {
      for (const [stackId, queue] of this.queues) {
        if (queue.urgency !== urgency) continue;
        const imageId = this.nextOf(queue);
        if (imageId === null) continue;
        if (this.hooks.hasRoom(stackId)) return { imageId, urgency };
      }
    }
    return null;
  }

  private nextOf(queue: Queue): string | null {
    for (; queue.cursor < queue.order.length; queue.cursor += 1) {
      const index = queue.order[queue.cursor] ?? 0;
      if (queue.states[index] === FrameState.Waiting) return queue.imageIds[index] ?? null;
    }
    return null;
  }

  private move(imageId: string, state: FrameState): void {
    const place = this.places.get(imageId);
    const queue = place && this.queues.get(place.stackId);
    if (!queue) return;
    const before = queue.states[place.index];
    if (before === state) return;
    queue.states[place.index] = state;
    queue.loaded += Number(state === FrameState.Loaded) - Number(before === FrameState.Loaded);
    queue.failed += Number(state === FrameState.Failed) - Number(before === FrameState.Failed);
    if (state === FrameState.Waiting) queue.cursor = 0;
    this.hooks.onProgress(place.stackId);
  }
}
