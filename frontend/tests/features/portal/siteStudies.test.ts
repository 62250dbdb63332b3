import { expect, it } from "vitest";
import type { SiteStudy } from "@/api/types";
import { isLate, partByUnread } from "@/features/portal/model/siteStudies";

function study(changes: Partial<SiteStudy>): SiteStudy {
  return {
    id: "1",
    study_instance_uid: "1.2.3",
    description: "CT head",
    modalities: ["CT"],
    accession_number: "A1",
    study_at: null,
    patient: { id: "p", name: "Doe^Jane", patient_id: "P1", birth_date: null, sex: "F" },
    site: { id: "s", slug: "north", name: "North", time_zone: "UTC" },
    priority: "ROUTINE",
    status: "complete",
    expected_at: "2026-11-21T03:00:00Z",
    instance_count: 1,
    series_count: 1,
    report: null,
    unread: false,
    hold: null,
    unread_messages: 0,
    unacknowledged: false,
    ...changes,
  };
}

it("puts what asks for attention first and keeps the order within", () => {
  const studies = [
    study({ id: "a" }),
    study({ id: "b", unread: true }),
    study({ id: "c" }),
    study({ id: "d", unacknowledged: true }),
  ];
  const { unread, others } = partByUnread(studies);
  expect(unread.map(({ id }) => id)).toEqual(["b", "d"]);
  expect(others.map(({ id }) => id)).toEqual(["a", "c"]);
});

it("is late only after the expected time and while a report is expected", () => {
  const due = Date.parse("2026-11-21T03:00:00Z");
  expect(isLate(study({}), due - 1)).toBe(false);
  expect(isLate(study({}), due + 1)).toBe(true);
  expect(isLate(study({ expected_at: null }), due + 1)).toBe(false);
});
