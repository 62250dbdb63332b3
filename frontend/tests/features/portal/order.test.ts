import { describe, expect, it } from "vitest";
import type { SiteStudyDetail } from "@/api/types";
import { formFromOrder, missingIn, orderFrom } from "@/features/portal/model/order";

const STUDY = {
  id: "s",
  study_instance_uid: "1.2",
  description: "Head",
  modalities: ["CT"],
  accession_number: "A1",
  study_at: null,
  patient: { id: "p", name: "M^M", patient_id: "P1", birth_date: null, sex: "F" },
  site: { id: "site", slug: "north", name: "North", time_zone: "UTC" },
  priority: "URGENT",
  status: "complete",
  expected_at: null,
  instance_count: 1,
  series_count: 1,
  report: null,
  unread: false,
  hold: null,
  unread_messages: 0,
  unacknowledged: false,
  to_acknowledge: [],
  timeline: [],
  openings: [],
} as const satisfies Record<string, unknown>;
const study: SiteStudyDetail = {
  ...STUDY,
  modalities: ["CT"],
  to_acknowledge: [],
  timeline: [],
  openings: [],
};

describe("an order", () => {
  it("wants the question, and for STAT the reason", () => {
    const form = formFromOrder(null, study);
    expect(form.priority).toBe("URGENT");
    expect(missingIn(form)).toEqual(["indication"]);
    expect(missingIn({ ...form, indication: "Fall", priority: "STAT" })).toEqual(["attestation"]);
    const attested = { ...form, indication: "Fall", attestation: "GCS 8" };
    expect(missingIn({ ...attested, priority: "STAT" })).toEqual([]);
  });

  it("carries a reason for STAT only", () => {
    const form = { ...formFromOrder(null, study), indication: " Fall ", attestation: "GCS 8" };
    expect(orderFrom(form, study)).toMatchObject({ indication: "Fall", modality: "CT" });
    expect(orderFrom(form, study)).not.toHaveProperty("stat_attestation");
    const stat = orderFrom({ ...form, priority: "STAT" }, study);
    expect(stat.stat_attestation).toEqual({ reason: "GCS 8" });
  });
});
