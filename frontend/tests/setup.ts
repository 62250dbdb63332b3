import { afterEach } from "vitest";

afterEach(() => {
  if (typeof window !== "undefined") window.localStorage.clear();
});

// jsdom has no fonts to load; fields that grow with their text listen for them.
if (typeof document !== "undefined" && !("fonts" in document)) {
  Object.defineProperty(document, "fonts", { configurable: true, value: new EventTarget() });
}
