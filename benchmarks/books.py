"""One practice closes a month: `python -m benchmarks.books TENANT`, beside its database full of completed tasks.

Every task is given a signed report in the month before this one, an event, a charge and a payout, in SQL. Then the
product closes the month, makes invoices and statements, reconciles. Prints what each took as one JSON object.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import django
import psycopg

from benchmarks.product import PASSWORD

READERS = 40
TABLES = (
    "reporting_report",
    "reporting_reportversion",
    "billing_billableevent",
    "billing_charge",
    "billing_payout",
)
_REPORTS = """
INSERT INTO reporting_report
  (id, tenant_id, reading_task_id, study_id, author_id, state, created_at, draft_revision)
SELECT uuidv7(), task.tenant_id, task.id, task.study_id,
  (%(readers)s::uuid[])[1 + (row_number() OVER (ORDER BY task.id)) %% cardinality(%(readers)s::uuid[])],
  'final', %(starts)s::timestamptz, 1
FROM worklist_readingtask task WHERE task.tenant_id = %(tenant)s AND task.state = 'COMPLETED'
"""
_VERSIONS = """
INSERT INTO reporting_reportversion
  (id, tenant_id, report_id, number, kind, sections, identity, signer_id, signer_name, signed_at, method,
   previous_hash, content_hash)
SELECT uuidv7(), tenant_id, id, 1, 'final', '[{"code":"findings","title":"Findings","body":"Normal."}]', '{}',
  author_id, 'Dr', %(starts)s::timestamptz + (row_number() OVER (ORDER BY id)) %% 40000 * interval '1 minute',
  'password', '', md5(id::text)
FROM reporting_report WHERE tenant_id = %(tenant)s
"""
_EVENTS = """
INSERT INTO billing_billableevent
  (id, tenant_id, key, kind, study_id, site_id, task_id, version_id, at, received_at, reader_id, priority,
   modalities, rvu, site_band, reader_band, on_shift, study_type_id, study_type_by, charged, paid, unpriced,
   waived_by_name, waived_reason, created_at)
SELECT uuidv7(), task.tenant_id, 'final:' || task.id, 'final', task.study_id, task.site_id, task.id, version.id,
  version.signed_at, task.received_at, version.signer_id, task.priority, study.modalities, 1, 'day', 'day', false,
  %(type)s, '', true, true, '{}', '', '', now()
FROM reporting_reportversion version
JOIN reporting_report report ON report.id = version.report_id
JOIN worklist_readingtask task ON task.id = report.reading_task_id
JOIN archive_study study ON study.id = task.study_id
WHERE version.tenant_id = %(tenant)s
"""
_ENTRIES = """
INSERT INTO billing_{table}
  (id, tenant_id, key, event_id, period_id, site_id, kind, amount, currency, explanation, note, at, posted_at,
   posted_by_name{reader})
SELECT uuidv7(), tenant_id, '{table}:' || key || ':1', id, %(period)s, site_id, 'entry', %(amount)s, 'EUR',
  '{{"base": "{table}", "study_type": "CT"}}', '', at, now(), 'billing'{of_reader}
FROM billing_billableevent WHERE tenant_id = %(tenant)s
"""


@dataclass
class Step:
    """What one step took. ``queries``: statements sent to the database."""

    seconds: float = 0.0
    queries: int = 0


@dataclass
class Books:
    """``megabytes``: by how much the process's largest size grew over all steps."""

    reads: int = 0
    gaps: int = 0
    megabytes: float = 0.0
    steps: dict[str, Step] = field(default_factory=dict)


def fill(tenant_id: UUID) -> UUID:
    """The month's books in SQL; answers its period, open and over."""
    from apps.accounts.capabilities import Role
    from apps.accounts.services import add_membership, ensure_user
    from apps.billing.models import BillingPeriod, StudyType
    from apps.billing.periods import month_of
    from apps.common.isolation import tenant_context

    before = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    month = month_of(before.year, before.month, "UTC")
    with tenant_context(tenant_id):
        study_type = StudyType.objects.create(code="CT", name="CT")
        period = BillingPeriod.objects.create(
            kind="month",
            first_day=month.first_day,
            last_day=month.last_day,
            starts_at=month.starts_at,
            ends_at=month.ends_at,
        )
        readers = []
        for number in range(READERS):
            email = f"reader-{number}@benchmark.test"
            user_id = ensure_user(email=email, name=f"Dr {number}", password=PASSWORD)
            add_membership(user_id=user_id, roles=[Role.READER], sites=[])
            readers.append(user_id)
    known = {
        "tenant": tenant_id,
        "readers": readers,
        "starts": month.starts_at,
        "type": study_type.id,
        "period": period.id,
    }
    charges = _ENTRIES.format(table="charge", reader="", of_reader="")
    payouts = _ENTRIES.format(table="payout", reader=", reader_id", of_reader=", reader_id")
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        for statement, amount in (
            (_REPORTS, 0),
            (_VERSIONS, 0),
            (_EVENTS, 0),
            (charges, 40),
            (payouts, 15),
        ):
            connection.execute(statement, {**known, "amount": amount})
        for table in TABLES:
            connection.execute(f"VACUUM ANALYZE {table}")
    found: UUID = period.id
    return found


def close_month(tenant_id: UUID, period_id: UUID) -> Books:
    """Everything that a biller does at the end of a month."""
    from apps.accounts.actors import Actor
    from apps.billing import services
    from apps.billing.documents import render_pdf
    from apps.billing.models import BillingPeriod, Invoice
    from apps.billing.selectors.documents import invoices
    from apps.billing.selectors.papers import invoice_paper
    from apps.billing.selectors.reconciliation import reconcile
    from apps.common.isolation import tenant_context

    actor = Actor.system(tenant_id, "benchmark")
    books, before = Books(), _megabytes()

    with measured(books, "close"), tenant_context(tenant_id):
        services.close_period(actor=actor, period_id=period_id)
    with tenant_context(tenant_id):
        run = services.ask_for_invoices(actor=actor, period_id=period_id)
        day = BillingPeriod.objects.get(id=period_id).first_day
    with measured(books, "invoices"):
        services.run_invoices(actor=actor, tenant_id=tenant_id, run_id=run.id)
    with measured(books, "statements"), tenant_context(tenant_id):
        services.issue_statements(actor=actor, period_id=period_id)
    with measured(books, "reconcile"), tenant_context(tenant_id):
        found = reconcile(year=day.year, month=day.month)
        books.reads, books.gaps = found.reads, len(found.gaps)
    with measured(books, "largest pdf"), tenant_context(tenant_id):
        largest: Invoice = max(invoices(actor=actor), key=lambda one: one.net)
        render_pdf(invoice_paper(largest))
    books.megabytes = _megabytes() - before
    return books


@contextmanager
def measured(books: Books, name: str) -> Iterator[None]:
    from django.db import connection

    step = books.steps[name] = Step()

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        step.queries += 1
        return execute(*arguments)

    began = time.perf_counter()
    with connection.execute_wrapper(count):
        yield
    step.seconds = time.perf_counter() - began


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    django.setup()
    tenant = UUID(sys.argv[1])
    print(json.dumps(asdict(close_month(tenant, fill(tenant)))))
