interface CineState {
  playing: boolean;
  framesPerSecond: number;
}

interface Hooks {
  step(by: number): void;
  /** False while the wanted frame is not drawn yet: the loop then waits instead of skipping. */
  isReady(): boolean;
  onChange(state: CineState): void;
}

const SLOWEST = 1;
const FASTEST = 60;

/** Plays a stack in a loop at a steady rate, waiting for frames that are still on their way. */
export class Cine {
  private state: CineState = { playing: false, framesPerSecond: 15 };
  private animation = 0;
  private lastStep = 0;

  constructor(private readonly hooks: Hooks) {}

  play(): void {
    if (this.state.playing) return;
    this.change({ playing: true });
    this.lastStep = performance.now();
    this.animation = requestAnimationFrame(this.tick);
  }

  stop(): void {
    cancelAnimationFrame(this.animation);
    if (this.state.playing) this.change({ playing: false });
  }

  toggle(): void {
    if (this.state.playing) this.stop();
    else this.play();
  }

  setRate(framesPerSecond: number): void {
    const rate = Math.round(Math.min(FASTEST, Math.max(SLOWEST, framesPerSecond)));
    if (rate !== this.state.framesPerSecond) this.change({ framesPerSecond: rate });
  }

  private readonly tick = (now: number) => {
    if (!this.state.playing) return;
    this.animation = requestAnimationFrame(this.tick);
    const interval = 1000 / this.state.framesPerSecond;
    if (now - this.lastStep < interval || !this.hooks.isReady()) return;
    /** Keeps the beat, but does not try to catch up after a long wait. */
    this.lastStep = Math.max(this.lastStep + interval, now - interval);
    this.hooks.step(1);
  };

  private change(change: Partial<CineState>): void {
    this.state = { ...this.state, ...change };
    this.hooks.onChange(this.state);
  }
}
