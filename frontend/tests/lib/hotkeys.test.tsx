// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useHotkeys } from "@/lib/useHotkeys";

afterEach(cleanup);

function Page({ heard, dialog = false }: { heard: string[]; dialog?: boolean }) {
  useHotkeys({
    j: () => heard.push("j"),
    enter: () => heard.push("enter"),
    f2: () => heard.push("f2"),
    "alt+5": () => heard.push("alt+5"),
    "control+enter": () => heard.push("control+enter"),
  });
  return (
    <>
      <textarea aria-label="text" />
      <button type="button">press</button>
      <div role="menu">
        <button type="button" role="menuitem">
          choice
        </button>
      </div>
      {dialog ? <div role="dialog" aria-modal="true" aria-label="open" /> : null}
    </>
  );
}

it("keeps single keys silent while the person types, but not function and modified keys", () => {
  const heard: string[] = [];
  render(<Page heard={heard} />);
  const text = screen.getByLabelText("text");
  fireEvent.keyDown(text, { key: "j" });
  fireEvent.keyDown(text, { key: "Enter" });
  fireEvent.keyDown(text, { key: "F2" });
  fireEvent.keyDown(text, { key: "Enter", ctrlKey: true });
  fireEvent.keyDown(text, { key: "∞", code: "Digit5", altKey: true });
  expect(heard).toEqual(["f2", "control+enter", "alt+5"]);
});

it("hears single keys elsewhere, whatever caps lock does", () => {
  const heard: string[] = [];
  render(<Page heard={heard} />);
  fireEvent.keyDown(document.body, { key: "j" });
  fireEvent.keyDown(document.body, { key: "J" });
  expect(heard).toEqual(["j", "j"]);
});

it("leaves letters to an open menu", () => {
  const heard: string[] = [];
  render(<Page heard={heard} />);
  fireEvent.keyDown(screen.getByText("choice"), { key: "j" });
  fireEvent.keyDown(screen.getByText("choice"), { key: "F2" });
  expect(heard).toEqual(["f2"]);
});

it("leaves Enter to a focused button, and every key to an open dialog", () => {
  const heard: string[] = [];
  const { rerender } = render(<Page heard={heard} />);
  fireEvent.keyDown(screen.getByText("press"), { key: "Enter" });
  rerender(<Page heard={heard} dialog />);
  fireEvent.keyDown(document.body, { key: "F2" });
  expect(heard).toEqual([]);
});
