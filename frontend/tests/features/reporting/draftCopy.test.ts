// @vitest-environment jsdom
import { expect, it } from "vitest";
import { draftCopies } from "@/features/reporting/model/draftCopy";

it("offers nobody another person's text", () => {
  draftCopies.keep("one", "report", 1, [{ code: "findings", title: "Findings", body: "x" }], []);
  expect(draftCopies.find("other", "report")).toBeNull();
  expect(draftCopies.find("one", "report")?.revision).toBe(1);
});

it("does not trust a damaged copy", () => {
  window.localStorage.setItem("teleread.draft.one.report", '{"revision":1,"sections":[{}]}');
  expect(draftCopies.find("one", "report")).toBeNull();
  window.localStorage.setItem("teleread.draft.one.report", "{");
  expect(draftCopies.find("one", "report")).toBeNull();
});
