/**
 * Holds requests that met an ended session until the person has logged in again, so that a
 * session ending in the middle of work loses nothing: the request is then simply sent again.
 */
type Listener = (closed: boolean) => void;

let waiting: { promise: Promise<void>; open: () => void } | null = null;
const listeners = new Set<Listener>();

function announce(): void {
  for (const listener of listeners) listener(waiting !== null);
}

export const authGate = {
  get closed(): boolean {
    return waiting !== null;
  },

  /** Closes the gate (the session has ended); every later request waits. */
  close(): void {
    if (waiting) return;
    let open = () => {};
    const promise = new Promise<void>((resolve) => {
      open = resolve;
    });
    waiting = { promise, open };
    announce();
  },

  /** Opens the gate after a new log-in; the waiting requests go out again. */
  open(): void {
    const held = waiting;
    waiting = null;
    held?.open();
    announce();
  },

  passage(): Promise<void> {
    return waiting?.promise ?? Promise.resolve();
  },

  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
