/**
 * Small values kept in this browser, so that neither a crash nor a closed window loses them.
 * Storage may be full or forbidden; then nothing is kept and nothing fails.
 */
export function writeLocal(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The server copy is the lasting one; this one only bridges the seconds before it.
  }
}

export function readLocal<Value>(key: string, isValue: (value: unknown) => value is Value) {
  try {
    const text = window.localStorage.getItem(key);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    return isValue(value) ? value : null;
  } catch {
    return null;
  }
}

export function removeLocal(key: string): void {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Nothing to remove where nothing can be kept.
  }
}
