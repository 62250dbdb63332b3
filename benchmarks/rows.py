"""Fills the measured practice with studies and open reading tasks by the ten thousand, in SQL."""

import psycopg

from benchmarks.product import Product

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
SELECT uuidv7(), %(tenant)s, patient.id, %(site)s, '2.25.7' || lpad(n::text, 12, '0'), 'ROW-A' || n,
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
  (id, tenant_id, study_id, site_id, read_type, state, priority, priority_rank, received_at, due_at,
   report_state, report_has_draft)
SELECT uuidv7(), study.tenant_id, study.id, study.site_id, 'final', 'SCHEDULED',
  (ARRAY['STAT', 'URGENT', 'ROUTINE'])[1 + rank], rank, now() - n %% 1440 * interval '1 minute',
  now() + (n %% 1440 - 240) * interval '1 minute', '', false
FROM generate_series(%(first)s::int, %(last)s::int) n
JOIN archive_study study ON study.tenant_id = %(tenant)s
  AND study.study_instance_uid = '2.25.7' || lpad(n::text, 12, '0'),
LATERAL (SELECT CASE WHEN n %% 25 = 0 THEN 0 WHEN n %% 5 = 0 THEN 1 ELSE 2 END AS rank) ranked
"""


def grow_to(product: Product, size: int) -> None:
    """Have `size` such patients, each with one complete study and one open task, statistics fresh."""
    with psycopg.connect(product.owner_url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM archive_study WHERE study_instance_uid LIKE '2.25.7%'"
        ).fetchone()
        present = int(row[0]) if row else 0
        bounds = {
            "tenant": product.tenant_id,
            "site": product.site_id,
            "first": present + 1,
            "last": size,
        }
        with connection.transaction():
            for statement in (_PATIENTS, _STUDIES, _TASKS):
                connection.execute(statement, bounds)
        for table in ("archive_patient", "archive_study", "worklist_readingtask"):
            connection.execute(f"VACUUM ANALYZE {table}")


def open_task_ids(product: Product, most: int) -> list[str]:
    """Ids of tasks that can be claimed."""
    with psycopg.connect(product.owner_url) as connection:
        rows = connection.execute(
            "SELECT id FROM worklist_readingtask WHERE state = 'SCHEDULED' ORDER BY id LIMIT %s",
            [most],
        )
        return [str(row[0]) for row in rows]
