// @vitest-environment jsdom
import "@/i18n";
import { cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useWorklistKeys, type WorklistActions } from "@/features/worklist/hooks/useWorklistKeys";
import { keyHelp } from "@/ui/keyHelp";

afterEach(cleanup);

const PRINTED: Record<string, string[]> = {
  "↓": ["ArrowDown"],
  "↑": ["ArrowUp"],
  PgUp: ["PageUp"],
  PgDn: ["PageDown"],
  Esc: ["Escape"],
  "1": ["1"],
  "…": ["2", "3", "4", "5", "6", "7", "8"],
  "Shift+X": ["X"],
};
const ACTIONS: (keyof WorklistActions)[] = [
  "move",
  "toEnd",
  "open",
  "claim",
  "release",
  "next",
  "hold",
  "skip",
  "search",
  "showTab",
  "togglePanel",
  "views",
  "callView",
  "mark",
  "markRange",
  "unmark",
];

function Keys({ done }: { done: string[] }) {
  const note = (name: string) => (value?: unknown) => void done.push(`${name} ${value ?? ""}`);
  useWorklistKeys(
    Object.fromEntries(ACTIONS.map((name) => [name, note(name)])) as unknown as WorklistActions,
  );
  return null;
}

it("does something else for each key that the help lists, and has no action without one", () => {
  const done: string[] = [];
  render(<Keys done={done} />);
  const [section] = keyHelp.current().filter(({ title }) => title === "Worklist");
  const listed = section?.keys.flatMap(([text]) => text.split(" ")) ?? [];
  const keys = listed.flatMap((text) => PRINTED[text] ?? [text]);
  for (const key of keys) {
    const before = done.length;
    fireEvent.keyDown(document.body, { key, shiftKey: key === "X" });
    expect(done.length, key).toBe(before + 1);
  }
  expect(new Set(done).size).toBe(keys.length - ["ArrowDown", "ArrowUp"].length);
  expect(new Set(done.map((text) => text.split(" ")[0]))).toEqual(new Set(ACTIONS));
});
