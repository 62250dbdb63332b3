import { describe, expect, it } from "vitest";
import { commandFor, keyFor, SHORTCUTS } from "@/features/viewer/model/shortcuts";

const press = (key: string, changes = {}) =>
  commandFor({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...changes });

describe("shortcuts", () => {
  it("gives every key to one command", () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("answers keys whatever the caps lock says", () => {
    expect(press("W")).toEqual({ kind: "tool", tool: "window" });
    expect(press("3")).toEqual({ kind: "preset", key: "3" });
    expect(press("z", { ctrlKey: true })).toEqual({ kind: "undo" });
    expect(press("z", { metaKey: true })).toEqual({ kind: "undo" });
  });

  it("leaves the browser its own keys", () => {
    expect(press("r", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("Tab")).toBeNull();
  });

  it("names the key of a command", () => {
    expect(keyFor({ kind: "cine" })).toBe("Space");
    expect(keyFor({ kind: "tool", tool: "length" })).toBe("L");
  });
});
