"""Fills the measured practice with studies and open reading tasks by the ten thousand, in SQL."""

from typing import Protocol

import psycopg

from benchmarks.product import Product

TABLES = (
    "archive_patient",
    "archive_study",
    "worklist_readingtask",
    "worklist_tasksearchword",
    "worklist_workclassrecord",
)
_PATIENTS = """
INSERT INTO archive_patient
  (id, tenant_id, issuer, identity_key, patient_id, name, display_name, birth_date, sex)
SELECT uuidv7(), %(tenant)s, 'hospital', 'ROW-' || n, 'ROW-' || n, family || '^' || given,
  family || ', ' || given, date '1930-01-01' + n * 37 %% 30000, (ARRAY['F', 'M'])[1 + n %% 2]
FROM generate_series(%(first)s::int, %(last)s::int) n,
LATERAL (SELECT initcap(translate(left(md5('family' || n %% 5000), 7), '0123456789', 'ghijklmnop')) AS family,
  initcap(translate(left(md5('given' || n %% 300), 5), '0123456789', 'aeiouaeiou')) AS given) names
"""

_STUDIES = """
INSERT INTO archive_study
  (id, tenant_id, patient_id, site_id, study_instance_uid, accession_number, description,
   referring_physician, body_part, modalities, priority, study_at, study_date, study_time, headers,
   state, series_count, instance_count, first_image_at, last_image_at, completed_at)
SELECT uuidv7(), %(tenant)s, patient.id,
  (%(sites)s::uuid[])[1 + n %% cardinality(%(sites)s::uuid[])], '2.25.7' || lpad(n::text, 12, '0'), 'ROW-A' || n,
  modality || ' ' || part, 'Referrer^Robin', part, ARRAY[modality]::varchar[], 'ROUTINE', at, at::date,
  '083000', format('{"00080020":{"vr":"DA","Value":["%%s"]},"00080050":{"vr":"SH","Value":["ROW-A%%s"]},'
    '"00081030":{"vr":"LO","Value":["%%s %%s"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"%%s"}]},'
    '"00100020":{"vr":"LO","Value":["%%s"]},"0020000D":{"vr":"UI","Value":["2.25.7%%s"]}}',
    to_char(at, 'YYYYMMDD'), n, modality, part, patient.name, patient.patient_id,
    lpad(n::text, 12, '0')),
  'complete', 2, 300, at, at, at
FROM generate_series(%(first)s::int, %(last)s::int) n
JOIN archive_patient patient ON patient.tenant_id = %(tenant)s AND patient.issuer = 'hospital'
  AND patient.identity_key = 'ROW-' || n,
LATERAL (SELECT (ARRAY['CT', 'CT', 'CT', 'MR', 'CR', 'CR', 'US'])[1 + n %% 7] AS modality,
  (ARRAY['CHEST', 'HEAD', 'ABDOMEN', 'KNEE'])[1 + n / 7 %% 4] AS part,
  timestamptz '2021-01-01 08:30Z' + n::bigint * 7919 %% 2000 * interval '1 day' AS at) made
"""

_TASKS = """
INSERT INTO worklist_readingtask
  (id, tenant_id, study_id, site_id, work_class_id, read_type, workflow, state, priority, priority_rank,
   priority_locked, stat_attested, pathway, queue_rank, procedure_group, pool, needs, preferred_skills,
   excluded_readers, minutes, rvu, received_at, due_at, completed_at, hold_code, hold_reason, part, part_series,
   patient_class, indication, sort_name, prior_status, unread_messages, critical_state,
   report_state, report_has_draft)
SELECT uuidv7(), study.tenant_id, study.id, study.site_id, kind.id, 'final', 'final',
  CASE WHEN done THEN 'COMPLETED' ELSE 'SCHEDULED' END,
  (ARRAY['STAT', 'URGENT', 'ROUTINE'])[1 + rank], rank, false, false,
  (ARRAY['stat', 'urgent', 'routine'])[1 + rank], 2 + rank, kind.procedure_group, '', '[]', '[]', '{}', 10, 1,
  received, received + interval '20 hours', CASE WHEN done THEN received + interval '1 hour' END, '', '', '', '{}',
  '', '', lower(patient.display_name), 'unknown', 0, '', '', false
FROM generate_series(%(first)s::int, %(last)s::int) n
JOIN archive_study study ON study.tenant_id = %(tenant)s
  AND study.study_instance_uid = '2.25.7' || lpad(n::text, 12, '0')
JOIN archive_patient patient ON patient.id = study.patient_id
JOIN worklist_workclassrecord kind ON kind.tenant_id = %(tenant)s AND kind.site_id = study.site_id
  AND kind.modalities = study.modalities AND kind.body_part = study.body_part
  AND kind.age_group = (ARRAY['adult', 'child'])[1 + n %% 2],
LATERAL (SELECT CASE WHEN n %% 25 = 0 THEN 0 WHEN n %% 5 = 0 THEN 1 ELSE 2 END AS rank,
  n > %(open)s AS done,
  now() - CASE WHEN n > %(open)s THEN interval '2 days' ELSE interval '0' END - n %% 1440 * interval '1 minute'
    AS received) made
"""

_WORDS = """
INSERT INTO worklist_tasksearchword (id, tenant_id, task_id, word)
SELECT uuidv7(), task.tenant_id, task.id, word
FROM generate_series(%(first)s::int, %(last)s::int) n
JOIN archive_study study ON study.tenant_id = %(tenant)s
  AND study.study_instance_uid = '2.25.7' || lpad(n::text, 12, '0')
JOIN archive_patient patient ON patient.id = study.patient_id
JOIN worklist_readingtask task ON task.study_id = study.id,
LATERAL (SELECT DISTINCT lower(unnest(string_to_array(replace(patient.display_name, ',', '') || ' '
  || patient.patient_id || ' ' || study.accession_number || ' ' || study.description, ' '))) AS word) words
"""

AT_ONCE = 100_000


class FilledPractice(Protocol):
    """A practice and the address of its database as the owner."""

    @property
    def owner_url(self) -> str: ...

    @property
    def tenant_id(self) -> str: ...


def grow_to(product: FilledPractice, size: int, open_tasks: int | None = None) -> None:
    """Have `size` such patients, each with one complete study and one task, the first `open_tasks` of them (all)
    still to be read; statistics fresh.
    """
    with psycopg.connect(product.owner_url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM archive_study WHERE tenant_id = %s"
            " AND study_instance_uid LIKE '2.25.7____________'",
            [product.tenant_id],
        ).fetchone()
        present = int(row[0]) if row else 0
        sites = connection.execute(
            "SELECT array_agg(id ORDER BY id) FROM tenancy_site WHERE tenant_id = %s",
            [product.tenant_id],
        ).fetchone()
        for first in range(present + 1, size + 1, AT_ONCE):
            bounds = {
                "tenant": product.tenant_id,
                "sites": sites[0] if sites else [],
                "first": first,
                "last": min(first + AT_ONCE - 1, size),
                "open": size if open_tasks is None else open_tasks,
            }
            with connection.transaction():
                for statement in (_PATIENTS, _STUDIES, _TASKS, _WORDS):
                    connection.execute(statement, bounds)
        for table in TABLES:
            connection.execute(f"VACUUM ANALYZE {table}")


def open_task_ids(product: Product, most: int) -> list[str]:
    """Ids of tasks that can be claimed."""
    with psycopg.connect(product.owner_url) as connection:
        rows = connection.execute(
            "SELECT id FROM worklist_readingtask WHERE state = 'SCHEDULED' ORDER BY id LIMIT %s",
            [most],
        )
        return [str(row[0]) for row in rows]
