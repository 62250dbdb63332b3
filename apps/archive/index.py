"""The statements that write the index, one round trip each. They run inside `tenant_context`.

Raw SQL, because the hot path needs what the ORM cannot say in one statement: insert unless there, and count only
what was inserted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from apps.archive.filing import IndexValues
from apps.common.clock import now
from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id

_WHEREABOUTS = """
SELECT s.id, s.site_id, p.issuer, p.identity_key, e.id, e.study_id, i.id, i.content_hash
FROM (SELECT %(tenant)s::uuid AS tenant_id) one
LEFT JOIN archive_study s
  ON s.tenant_id = one.tenant_id AND s.study_instance_uid = %(study_uid)s
LEFT JOIN archive_patient p ON p.id = s.patient_id
LEFT JOIN archive_series e
  ON e.tenant_id = one.tenant_id AND e.series_instance_uid = %(series_uid)s
LEFT JOIN archive_instance i
  ON i.tenant_id = one.tenant_id AND i.sop_instance_uid = %(sop_uid)s
"""

_ADD_PATIENT = """
INSERT INTO archive_patient
  (id, tenant_id, issuer, identity_key, patient_id, name, display_name, birth_date, sex)
VALUES (%(id)s, %(tenant)s, %(issuer)s, %(identity_key)s, %(patient_id)s, %(name)s,
  %(display_name)s, %(birth_date)s, %(sex)s)
ON CONFLICT (tenant_id, issuer, identity_key) DO NOTHING
RETURNING id
"""

_FIND_PATIENT = """
SELECT id FROM archive_patient
WHERE tenant_id = %(tenant)s AND issuer = %(issuer)s AND identity_key = %(identity_key)s
"""

_ADD_STUDY = """
INSERT INTO archive_study
  (id, tenant_id, patient_id, site_id, study_instance_uid, accession_number, description,
   referring_physician, body_part, modalities, priority, study_at, study_date, study_time, headers,
   state, series_count, instance_count, first_image_at, last_image_at)
VALUES (%(id)s, %(tenant)s, %(patient)s, %(site)s, %(study_instance_uid)s, %(accession_number)s,
  %(description)s, %(referring_physician)s, %(body_part)s, '{}',
  coalesce(%(priority)s::varchar, 'ROUTINE'), %(study_at)s, %(study_date)s, %(study_time)s,
  %(headers)s, 'receiving', 0, 0, %(now)s, %(now)s)
ON CONFLICT (tenant_id, study_instance_uid) DO NOTHING
"""

_ADD_SERIES = """
INSERT INTO archive_series
  (id, tenant_id, study_id, series_instance_uid, modality, number, description, body_part, headers,
   instance_count)
VALUES (%(id)s, %(tenant)s, %(study)s, %(series_instance_uid)s, %(modality)s, %(number)s,
  %(description)s, %(body_part)s, %(headers)s, 0)
ON CONFLICT (tenant_id, series_instance_uid) DO NOTHING
"""

_INSERT_INSTANCE = """
WITH added AS (
  INSERT INTO archive_instance
    (study_id, series_id, id, tenant_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid,
     number, rows, columns, frames, content_hash, size, blob_key, headers, pixel_layout,
     derivative_key, stored_at)
"""

_INSTANCE_VALUES = """%(id)s, %(tenant)s, %(sop_instance_uid)s, %(sop_class_uid)s,
    %(transfer_syntax_uid)s, %(number)s, %(rows)s, %(columns)s, %(frames)s, %(content_hash)s,
    %(size)s, %(blob_key)s, %(headers)s, %(pixel_layout)s::jsonb, '', %(now)s
"""

# What an earlier object of the study left blank is filled in; what it said stays. The most urgent
# object decides how urgent the study is.
_COUNT_INSTANCE = """
  ON CONFLICT (tenant_id, sop_instance_uid) DO NOTHING
  RETURNING study_id, series_id
), counted AS (
  UPDATE archive_series e SET instance_count = e.instance_count + 1
  FROM added WHERE e.id = added.series_id
  RETURNING added.study_id
)
UPDATE archive_study s SET
  instance_count = s.instance_count + 1 - %(own)s::int,
  series_count = s.series_count + %(new_series)s::int * (1 - %(own)s::int),
  own_instance_count = s.own_instance_count + %(own)s::int,
  own_series_count = s.own_series_count + %(new_series)s::int * %(own)s::int,
  last_image_at = CASE %(own)s::int
    WHEN 1 THEN s.last_image_at ELSE greatest(s.last_image_at, %(now)s) END,
  modalities = CASE
    WHEN %(own)s::int = 1 OR %(modality)s::varchar = '' OR %(modality)s::varchar = ANY (s.modalities)
    THEN s.modalities ELSE array_append(s.modalities, %(modality)s::varchar) END,
  own_modalities = CASE
    WHEN %(own)s::int = 0 OR %(modality)s::varchar = ANY (s.own_modalities)
    THEN s.own_modalities ELSE array_append(s.own_modalities, %(modality)s::varchar) END,
  description = coalesce(nullif(s.description, ''), %(description)s::varchar),
  accession_number = coalesce(nullif(s.accession_number, ''), %(accession_number)s::varchar),
  referring_physician =
    coalesce(nullif(s.referring_physician, ''), %(referring_physician)s::varchar),
  body_part = coalesce(nullif(s.body_part, ''), %(body_part)s::varchar),
  priority = CASE WHEN 'STAT' IN (s.priority, %(priority)s::varchar) THEN 'STAT'
    WHEN 'URGENT' IN (s.priority, %(priority)s::varchar) THEN 'URGENT' ELSE s.priority END
FROM counted WHERE s.id = counted.study_id
RETURNING s.id, s.state
"""

_ADD_INSTANCE = (
    f"{_INSERT_INSTANCE} VALUES (%(study)s, %(series)s, {_INSTANCE_VALUES}) {_COUNT_INSTANCE}"
)

# Adds where all that `_WHEREABOUTS` would be asked for is as it must be, and nothing elsewhere.
_ADD_TO_KNOWN_SERIES = f"""{_INSERT_INSTANCE}
  SELECT s.id, e.id, {_INSTANCE_VALUES}
  FROM archive_study s
  JOIN archive_patient p ON p.id = s.patient_id
  JOIN archive_series e ON e.study_id = s.id
  WHERE s.tenant_id = %(tenant)s AND s.study_instance_uid = %(study_instance_uid)s
    AND s.site_id = %(site)s AND p.issuer = %(issuer)s AND p.identity_key = %(identity_key)s
    AND e.tenant_id = %(tenant)s AND e.series_instance_uid = %(series_instance_uid)s
{_COUNT_INSTANCE}"""  # noqa: S608 - joined from the constants above

_MARK_LATE = """
UPDATE archive_study s SET late_images_at = %(now)s
FROM (SELECT id, late_images_at FROM archive_study WHERE id = %(id)s) before
WHERE s.id = before.id RETURNING before.late_images_at
"""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What of an object's study, series and instance stands in the index already."""

    study_id: UUID | None
    site_id: UUID | None
    identity: tuple[str | None, str | None]
    series_id: UUID | None
    series_study_id: UUID | None
    instance_id: UUID | None
    content_hash: str | None


@dataclass(frozen=True, slots=True)
class CountedStudy:
    """The study, and its state at the moment it counted the new instance."""

    id: UUID
    state: str


def find_whereabouts(values: IndexValues) -> Whereabouts:
    """Looks at what is committed, or was written by this transaction."""
    row = _one(
        _WHEREABOUTS,
        {
            "study_uid": values.study["study_instance_uid"],
            "series_uid": values.series["series_instance_uid"],
            "sop_uid": values.instance["sop_instance_uid"],
        },
    )
    assert row is not None
    return Whereabouts(row[0], row[1], (row[2], row[3]), row[4], row[5], row[6], row[7])


def add_patient(values: IndexValues) -> UUID:
    """The patient of this identity, new or known. Waits for a transaction that is adding the same one."""
    issuer, key = values.identity
    parameters = {"id": new_id(), "issuer": issuer, "identity_key": key, **values.patient}
    row = _one(_ADD_PATIENT, parameters) or _one(_FIND_PATIENT, parameters)
    assert row is not None, "a patient that could not be added exists"
    patient_id: UUID = row[0]
    return patient_id


def add_study(values: IndexValues, *, study_id: UUID, patient_id: UUID, site_id: UUID) -> bool:
    """Whether the study was added; False where its UID is taken."""
    return _added(
        _ADD_STUDY,
        {
            **values.study,
            "id": study_id,
            "patient": patient_id,
            "site": site_id,
            "headers": values.study["headers"](),
        },
    )


def add_series(values: IndexValues, *, series_id: UUID, study_id: UUID) -> bool:
    """Whether the series was added; False where its UID is taken."""
    return _added(
        _ADD_SERIES,
        {
            **values.series,
            "id": series_id,
            "study": study_id,
            "headers": values.series["headers"](),
        },
    )


@dataclass(frozen=True, slots=True)
class KeptObject:
    """What the index says of an object beside its headers; `id` becomes the instance's.

    `own_work` is counted apart from what the site sent.
    """

    id: UUID
    content_hash: str
    size: int
    blob_key: str
    own_work: bool = False


def add_instance(
    values: IndexValues, kept: KeptObject, *, study_id: UUID, series_id: UUID, new_series: bool
) -> CountedStudy | None:
    """Adds the instance and counts it in its series and study; None where its UID is taken."""
    place = {"study": study_id, "series": series_id, "new_series": int(new_series)}
    return _counted(_one(_ADD_INSTANCE, {**_instance_parameters(values, kept), **place}))


def add_to_known_series(
    values: IndexValues, kept: KeptObject, *, site_id: UUID
) -> CountedStudy | None:
    """As `add_instance`, in one statement, where the series is there in the right study, patient and site.

    None where it is not, or where the instance's UID is taken; `find_whereabouts` tells which.
    """
    issuer, key = values.identity
    place = {
        "site": site_id,
        "issuer": issuer,
        "identity_key": key,
        "study_instance_uid": values.study["study_instance_uid"],
        "series_instance_uid": values.series["series_instance_uid"],
        "new_series": 0,
    }
    return _counted(_one(_ADD_TO_KNOWN_SERIES, {**_instance_parameters(values, kept), **place}))


def _instance_parameters(values: IndexValues, kept: KeptObject) -> dict[str, Any]:
    study = values.study
    return {
        **values.instance,
        "id": kept.id,
        "content_hash": kept.content_hash,
        "size": kept.size,
        "blob_key": kept.blob_key,
        "own": int(kept.own_work),
        "modality": study["modality"],
        "description": study["description"],
        "accession_number": study["accession_number"],
        "referring_physician": study["referring_physician"],
        "body_part": study["body_part"],
        "priority": study["priority"] or "ROUTINE",
    }


def _counted(row: tuple[Any, ...] | None) -> CountedStudy | None:
    return CountedStudy(*row) if row else None


def mark_late(study_id: UUID, moment: datetime) -> datetime | None:
    """Flags a complete study, whose row the caller has locked; answers when it was flagged last."""
    row = _one(_MARK_LATE, {"id": study_id, "now": moment})
    previous: datetime | None = row[0] if row else None
    return previous


def _one(statement: str, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = _execute(statement, parameters).fetchone()
    return row


def _added(statement: str, parameters: dict[str, Any]) -> bool:
    return _execute(statement, parameters).rowcount == 1


def _execute(statement: str, parameters: dict[str, Any]) -> psycopg.Cursor[Any]:
    """Runs a statement as one that the server has prepared: planning the joins costs more than running them.

    Django binds on the client, which cannot be prepared; hence psycopg's own cursor on Django's connection.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = psycopg.Cursor(connection.connection)
        values = {"tenant": required_tenant_id(), "now": now(), **parameters}
        return cursor.execute(statement, values, prepare=True)
