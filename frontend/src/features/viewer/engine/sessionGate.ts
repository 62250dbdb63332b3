/**
 * Holds requests back while the session has ended, and lets them go on after a new sign-in.
 *
 * The first 401 calls `onUnauthenticated` once; every request that met a 401 waits in `whenOpen`
 * until `open` is called (or the promise that `onUnauthenticated` returned resolves).
 */
export class SessionGate {
  private waiting: Promise<void> | null = null;
  private release: (() => void) | null = null;

  constructor(
    private readonly onUnauthenticated: () => void | Promise<void>,
    private readonly onChange: (closed: boolean) => void,
  ) {}

  get isClosed(): boolean {
    return this.waiting !== null;
  }

  whenOpen(): Promise<void> {
    return this.waiting ?? Promise.resolve();
  }

  close(): void {
    if (this.waiting) return;
    this.waiting = new Promise((resolve) => {
      this.release = resolve;
    });
    this.onChange(true);
    const signedIn = this.onUnauthenticated();
    if (signedIn instanceof Promise) {
      signedIn.then(
        () => this.open(),
        () => undefined,
      );
    }
  }

  open(): void {
    if (!this.waiting) return;
    this.waiting = null;
    this.release?.();
    this.release = null;
    this.onChange(false);
  }
}
