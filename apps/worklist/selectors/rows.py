"""What the list shows of the tasks of one page, read in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from apps.common.isolation import required_tenant_id
from apps.common.statements import id_array, prepared

ROWS = """
SELECT task.id, task.state, task.read_type, task.workflow, task.priority, task.stat_attested, task.pathway,
  task.queue_rank, task.procedure_group, task.pool, pool.name, task.needs::text, task.minutes, task.rvu, task.due_at,
  task.received_at, task.completed_at, task.patient_class, task.indication, task.part, task.parent_id,
  task.lead_id, task.linked, task.prior_status, task.unread_messages, task.critical_state,
  study.id, study.study_instance_uid, study.description, study.modalities, study.body_part, study.accession_number,
  study.referring_physician, study.study_at, study.series_count, study.instance_count,
  study.late_images_at IS NOT NULL,
  patient.id, patient.display_name, patient.patient_id, patient.birth_date, patient.sex,
  site.id, site.slug, site.name, site.time_zone,
  claim.id, claim.reader_id, holder.name, claim.claimed_at, claim.expires_at,
  given.reader_id, assigned.name, given.assigned_at, given.expires_at, given.origin,
  task.hold_code, task.hold_reason, task.held_at, task.held_by_id, keeper.name,
  task.report_id, task.report_state, task.report_has_draft,
  (SELECT count(*) FROM archive_study other WHERE other.patient_id = patient.id) - 1 - task.linked
FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN worklist_readingtask task ON task.id = wanted.id AND task.tenant_id = %(tenant)s
JOIN archive_study study ON study.id = task.study_id
JOIN archive_patient patient ON patient.id = study.patient_id
JOIN tenancy_site site ON site.id = task.site_id
LEFT JOIN staffing_readerpool pool ON pool.tenant_id = task.tenant_id AND pool.code = task.pool
LEFT JOIN worklist_claim claim ON claim.task_id = task.id AND claim.ended_at IS NULL
LEFT JOIN accounts_user holder ON holder.id = claim.reader_id
LEFT JOIN worklist_assignment given ON given.task_id = task.id AND given.ended_at IS NULL
LEFT JOIN accounts_user assigned ON assigned.id = given.reader_id
LEFT JOIN accounts_user keeper ON keeper.id = task.held_by_id
ORDER BY wanted.place
"""


class TaskRow(NamedTuple):
    """One line of the list; names before an underscore say whose value it is.

    A tuple, because a frozen dataclass of so many fields costs more to make than the page to find.
    """

    id: UUID
    state: str
    read_type: str
    workflow: str
    priority: str
    stat_attested: bool
    pathway: str
    queue_rank: int
    procedure_group: str
    pool: str
    pool_name: str | None
    needs: str
    minutes: float
    rvu: float
    due_at: datetime
    received_at: datetime
    completed_at: datetime | None
    patient_class: str
    indication: str
    part: str
    part_of: UUID | None
    lead: UUID | None
    linked: int
    prior_status: str
    unread_messages: int
    critical_state: str
    study_id: UUID
    study_instance_uid: str
    study_description: str
    study_modalities: list[str]
    study_body_part: str
    study_accession_number: str
    study_referring_physician: str
    study_at: datetime | None
    study_series_count: int
    study_instance_count: int
    study_has_late_images: bool
    patient_id: UUID
    patient_name: str
    patient_number: str
    patient_birth_date: date | None
    patient_sex: str
    site_id: UUID
    site_slug: str
    site_name: str
    site_time_zone: str
    claim_id: UUID | None
    claim_reader_id: UUID | None
    claim_reader_name: str | None
    claimed_at: datetime | None
    claim_expires_at: datetime | None
    assigned_reader_id: UUID | None
    assigned_reader_name: str | None
    assigned_at: datetime | None
    assigned_until: datetime | None
    assigned_origin: str | None
    hold_code: str
    hold_reason: str
    held_at: datetime | None
    held_by_id: UUID | None
    held_by_name: str | None
    report_id: UUID | None
    report_state: str
    report_has_draft: bool
    prior_count: int


def task_rows(ids: Sequence[UUID]) -> list[TaskRow]:
    """The current tenant's tasks of these ids, in their order."""
    if not ids:
        return []
    found = prepared(ROWS, {"ids": id_array(ids), "tenant": required_tenant_id()})
    return [TaskRow._make(row) for row in found]
