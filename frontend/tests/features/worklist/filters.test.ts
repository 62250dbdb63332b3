import { describe, expect, it } from "vitest";
import { queryString } from "@/api/http";
import {
  DEFAULT_FILTERS,
  filtersFromSearch,
  inView,
  narrows,
  queryFromFilters,
  searchFromFilters,
  type WorklistFilters,
} from "@/features/worklist/model/filters";

const SAMPLES: WorklistFilters[] = [
  DEFAULT_FILTERS,
  { ...DEFAULT_FILTERS, view: "completed", ordering: "-received_at" },
  { ...DEFAULT_FILTERS, view: "completed", ordering: "-completed_at" },
  { ...DEFAULT_FILTERS, priorities: ["STAT", "URGENT"], mine: true },
  { ...DEFAULT_FILTERS, sites: ["north", "lake"], modalities: ["CT"], overdue: true },
  {
    ...DEFAULT_FILTERS,
    pathways: ["stroke"],
    pools: ["night"],
    procedureGroups: ["neuro", "chest"],
    readTypes: ["over_read"],
    held: "not_held",
    dueWithin: 60,
    assigned: true,
  },
];

describe("worklist filters", () => {
  it.each(SAMPLES)("come back from the address as they went in", (filters) => {
    expect(filtersFromSearch({ ...searchFromFilters(filters) })).toEqual(filters);
  });

  it("leave an untouched address empty", () => {
    expect(searchFromFilters(DEFAULT_FILTERS)).toEqual({});
  });

  it("list what is signed by the time of the signature, the latest first", () => {
    const signed = inView(DEFAULT_FILTERS, "completed");
    expect(signed.ordering).toBe("-completed_at");
    expect(searchFromFilters(signed)).toEqual({ view: "completed" });
    expect(inView(signed, "open")).toEqual(DEFAULT_FILTERS);
    const turned = { ...signed, ordering: "completed_at" } as const;
    expect(inView(turned, "open").ordering).toBe("priority");
    const byName = { ...DEFAULT_FILTERS, ordering: "patient_name" } as const;
    expect(inView(byName, "completed").ordering).toBe("patient_name");
  });

  it("are at their defaults for an address that makes no sense", () => {
    const nonsense = { view: "x", priority: 7, modality: "<b>", sort: [], mine: "perhaps" };
    expect(filtersFromSearch(nonsense)).toEqual(DEFAULT_FILTERS);
  });

  it("become the REST query, several values by comma, empty ones left out", () => {
    const filters = { ...DEFAULT_FILTERS, priorities: ["STAT", "URGENT"] as const, mine: true };
    const query = queryFromFilters({ ...filters, priorities: ["STAT", "URGENT"] }, "  müller ");
    expect(queryString(query)).toBe(
      "?state=SCHEDULED%2CIN_PROGRESS&priority=STAT%2CURGENT&claimed_by=me" +
        "&search=m%C3%BCller&ordering=priority",
    );
  });

  it("ask for tasks that are not on hold by the word false", () => {
    const query = queryFromFilters({ ...DEFAULT_FILTERS, held: "not_held", dueWithin: 30 }, "");
    expect(queryString(query)).toContain("held=false&due_within=30");
  });

  it("never put the searched text into the address", () => {
    const keys = SAMPLES.flatMap((filters) => Object.keys(searchFromFilters(filters)));
    expect(keys).not.toContain("search");
  });

  it("know whether they narrow the list", () => {
    expect(narrows(DEFAULT_FILTERS, "")).toBe(false);
    expect(narrows({ ...DEFAULT_FILTERS, ordering: "due_at" }, " ")).toBe(false);
    expect(narrows(DEFAULT_FILTERS, "abc")).toBe(true);
    expect(narrows({ ...DEFAULT_FILTERS, sites: ["north"] }, "")).toBe(true);
  });
});
