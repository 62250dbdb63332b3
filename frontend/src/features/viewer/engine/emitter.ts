/** Who wants to hear about one key's changes; shaped for `useSyncExternalStore`. */
export class Emitter<Key> {
  private readonly listeners = new Map<Key, Set<() => void>>();

  subscribe(key: Key, listener: () => void): () => void {
    const known = this.listeners.get(key) ?? new Set();
    known.add(listener);
    this.listeners.set(key, known);
    return () => {
      known.delete(listener);
    };
  }

  emit(key: Key): void {
    for (const listener of [...(this.listeners.get(key) ?? [])]) listener();
  }

  clear(): void {
    this.listeners.clear();
  }
}
