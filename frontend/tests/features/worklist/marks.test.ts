import { expect, it } from "vitest";
import { markRange, NO_MARKS, toggleMark } from "@/features/worklist/model/marks";
import { taskWith } from "./taskFixture";

const list = ["a", "b", "c", "d", "e"].map((id) => taskWith({ id }));
const at = (index: number) => list[index] ?? null;
const marked = (marks: typeof NO_MARKS) => [...marks.tasks.keys()].join("");

it("marks one row, unmarks it, and marks from the last one touched", () => {
  const one = toggleMark(NO_MARKS, list[1] ?? taskWith(), 1);
  expect(marked(one)).toBe("b");
  expect(marked(markRange(one, 3, at))).toBe("bcd");
  expect(marked(markRange(one, 0, at))).toBe("ba");
  expect(marked(toggleMark(one, list[1] ?? taskWith(), 1))).toBe("");
});

it("marks just the row when none was touched before, and skips rows that have not come", () => {
  expect(marked(markRange(NO_MARKS, 2, at))).toBe("c");
  expect(marked(markRange({ ...NO_MARKS, from: 3 }, 9, at))).toBe("de");
});
