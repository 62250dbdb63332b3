"""A page of the list as JSON, without a serializer's price per field; a test holds it against the serializer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpResponse

from apps.worklist.selectors.rows import TaskRow


def json_response(value: dict[str, Any]) -> HttpResponse:
    """JSON with instants in UTC, as everywhere in this interface."""
    return HttpResponse(
        orjson.dumps(value, option=orjson.OPT_UTC_Z), content_type="application/json"
    )


def rows_as_json(rows: Iterable[TaskRow], user_id: UUID | None) -> list[dict[str, Any]]:
    """What ``ReadingTaskSerializer`` answers for the same tasks; ``user_id`` is who asks."""
    return [_row(row, user_id) for row in rows]


def _row(row: TaskRow, user_id: UUID | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "read_type": row.read_type,
        "workflow": row.workflow,
        "priority": row.priority,
        "stat_attested": row.stat_attested,
        "pathway": row.pathway,
        "queue_rank": row.queue_rank,
        "procedure_group": row.procedure_group,
        "pool": {"code": row.pool, "name": row.pool_name or row.pool} if row.pool else None,
        "needs": orjson.Fragment(row.needs),
        "minutes": row.minutes,
        "rvu": row.rvu,
        "due_at": row.due_at,
        "received_at": row.received_at,
        "completed_at": row.completed_at,
        "patient_class": row.patient_class,
        "indication": row.indication,
        "part": row.part,
        "part_of": row.part_of,
        "lead": row.lead,
        "linked": row.linked,
        "prior_status": row.prior_status,
        "unread_messages": row.unread_messages,
        "critical_state": row.critical_state,
        "study": _study(row),
        "patient": {
            "id": row.patient_id,
            "name": row.patient_name,
            "patient_id": row.patient_number,
            "birth_date": row.patient_birth_date,
            "sex": row.patient_sex,
        },
        "site": {
            "id": row.site_id,
            "slug": row.site_slug,
            "name": row.site_name,
            "time_zone": row.site_time_zone,
        },
        "claim": _claim(row, user_id),
        "assigned": _assigned(row, user_id),
        "hold": _hold(row),
        "report": _report(row),
        "prior_count": max(row.prior_count, 0),
    }


def _study(row: TaskRow) -> dict[str, Any]:
    return {
        "id": row.study_id,
        "study_instance_uid": row.study_instance_uid,
        "description": row.study_description,
        "modalities": row.study_modalities,
        "body_part": row.study_body_part,
        "accession_number": row.study_accession_number,
        "referring_physician": row.study_referring_physician,
        "study_at": row.study_at,
        "series_count": row.study_series_count,
        "instance_count": row.study_instance_count,
        "late_images": row.study_has_late_images,
    }


def _claim(row: TaskRow, user_id: UUID | None) -> dict[str, Any] | None:
    if row.claim_id is None:
        return None
    return {
        "id": row.claim_id,
        "reader": {"id": row.claim_reader_id, "name": row.claim_reader_name},
        "claimed_at": row.claimed_at,
        "expires_at": row.claim_expires_at,
        "mine": row.claim_reader_id == user_id,
    }


def _assigned(row: TaskRow, user_id: UUID | None) -> dict[str, Any] | None:
    if row.assigned_reader_id is None:
        return None
    return {
        "reader": {"id": row.assigned_reader_id, "name": row.assigned_reader_name},
        "assigned_at": row.assigned_at,
        "until": row.assigned_until,
        "origin": row.assigned_origin,
        "mine": row.assigned_reader_id == user_id,
    }


def _hold(row: TaskRow) -> dict[str, Any] | None:
    if row.held_at is None:
        return None
    by = {"id": row.held_by_id, "name": row.held_by_name} if row.held_by_id else None
    return {"code": row.hold_code, "reason": row.hold_reason, "since": row.held_at, "by": by}


def _report(row: TaskRow) -> dict[str, Any] | None:
    if row.report_id is None:
        return None
    return {"id": row.report_id, "state": row.report_state, "has_draft": row.report_has_draft}
