import type { ReadingTask } from "@/api/types";

/** A plain free task, with whatever a test wants to be different. */
export function taskWith(change: Partial<ReadingTask> = {}): ReadingTask {
  const id = change.id ?? "task-1";
  return {
    id,
    state: "SCHEDULED",
    read_type: "final",
    workflow: "final",
    stat_attested: false,
    priority: "ROUTINE",
    due_at: "2026-11-21T12:00:00Z",
    received_at: "2026-11-21T08:00:00Z",
    completed_at: null,
    study: {
      id: `study-of-${id}`,
      study_instance_uid: "1.2.3",
      description: "Head",
      modalities: ["CT"],
      body_part: "HEAD",
      accession_number: "A1",
      referring_physician: "",
      study_at: "2026-11-21T07:55:00Z",
      series_count: 3,
      instance_count: 120,
      late_images: false,
    },
    patient: {
      id: `patient-of-${id}`,
      name: "Muster^Max",
      patient_id: "P1",
      birth_date: "1950-01-01",
      sex: "M",
    },
    site: { id: "site-1", slug: "north", name: "North", time_zone: "Europe/Berlin" },
    claim: null,
    report: null,
    prior_count: 0,
    pathway: "routine",
    queue_rank: 50,
    pool: null,
    assigned: null,
    minutes: 6,
    rvu: 1.2,
    hold: null,
    part: "",
    part_of: null,
    lead: null,
    linked: 0,
    procedure_group: "neuro",
    patient_class: "outpatient",
    indication: "Headache",
    needs: [],
    prior_status: "unknown",
    unread_messages: 0,
    critical_state: "",
    ...change,
  };
}

/** What a task that is kept for a reader says of them. */
export function assignedTo(reader: { id: string; name: string }, mine = false) {
  return { reader, assigned_at: "2026-11-21T09:00:00Z", until: null, origin: "manager", mine };
}
