import { describe, expect, it } from "vitest";
import {
  columnsFor,
  layoutFromStored,
  movedBy,
  movedTo,
  resized,
  storedColumns,
  toggled,
  tracksOf,
  USUAL_LAYOUT,
} from "@/features/worklist/model/columnLayout";

const idsAt = (width: number) => columnsFor(USUAL_LAYOUT, width).map(({ id }) => id);

describe("columns", () => {
  it("leave the narrow list the patient, the time left and the reader", () => {
    expect(idsAt(500)).toEqual(["priority", "timeLeft", "patient", "holder"]);
    expect(idsAt(2500)).toContain("indication");
  });

  it("that were chosen are shown however narrow the list is", () => {
    const layout = toggled(USUAL_LAYOUT, "accession");
    expect(columnsFor(layout, 400).map(({ id }) => id)).toContain("accession");
  });

  it("always name the patient", () => {
    expect(toggled(USUAL_LAYOUT, "patient")).toBe(USUAL_LAYOUT);
    expect(layoutFromStored(["site"]).find(({ id }) => id === "patient")?.shown).toBe(true);
  });

  it("move among those that are shown", () => {
    const moved = movedBy(USUAL_LAYOUT, "patient", -1);
    expect(moved.map(({ id }) => id).slice(0, 3)).toEqual(["priority", "patient", "timeLeft"]);
    expect(movedBy(USUAL_LAYOUT, "priority", -1)).toBe(USUAL_LAYOUT);
    expect(movedTo(USUAL_LAYOUT, "holder", "priority")[0]?.id).toBe("holder");
  });

  it("keep a width within reason, and give it back", () => {
    const wide = resized(USUAL_LAYOUT, "patient", 5000);
    expect(tracksOf(columnsFor(wide, 500))).toContain("900px");
    expect(resized(wide, "patient", null)).toEqual(USUAL_LAYOUT);
    expect(resized(USUAL_LAYOUT, "priority", 3)[0]?.width).toBe(48);
  });

  it("come back from a saved view as they went in", () => {
    const layout = resized(movedBy(toggled(USUAL_LAYOUT, "minutes"), "site", -2), "site", 210);
    const again = layoutFromStored(storedColumns(layout));
    expect(storedColumns(again)).toEqual(storedColumns(layout));
    expect(again).toHaveLength(USUAL_LAYOUT.length);
  });

  it("are the usual ones for a store that makes no sense", () => {
    expect(layoutFromStored(["x", 7])).toBe(USUAL_LAYOUT);
    expect(layoutFromStored("patient")).toBe(USUAL_LAYOUT);
  });
});
