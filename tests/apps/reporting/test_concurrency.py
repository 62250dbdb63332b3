"""Many hands on one report at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connections

from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.reporting.models import Report, ReportVersion
from apps.worklist.models import ReadingTask
from apps.worklist.services import release_task
from tests.apps.reporting.scenes import begin, text
from tests.factories import Practice


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


def at_once(times: int, act: Callable[[int], object]) -> Counter[str]:
    """Runs ``act`` in as many threads; counts successes (``done``) and refusals by their code."""
    barrier = Barrier(times)

    def one(number: int) -> str:
        try:
            barrier.wait(30)
            act(number)
        except DomainError as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return Counter(pool.map(one, range(times)))


@pytest.mark.parametrize("kind", ["preliminary", "final"])
def test_twenty_signatures_at_once_make_one_version(
    committed_practice: Practice, kind: str
) -> None:
    reading = begin(committed_practice)
    reading.claim()
    report = reading.save(reading.report(), text())
    revision = report.draft_revision
    outcomes = at_once(20, lambda _: reading.sign(report.id, kind, revision=revision))
    refusal = "report_signed" if kind == "final" else "draft_conflict"
    assert outcomes == {"done": 1, refusal: 19}
    with tenant_context(committed_practice.tenant_id):
        assert ReportVersion.objects.count() == 1


def test_two_tabs_saving_at_once_never_overwrite_each_other(committed_practice: Practice) -> None:
    reading = begin(committed_practice)
    reading.claim()
    report = reading.report()
    for revision in range(1, 11):
        outcomes = at_once(
            2,
            lambda tab, revision=revision: reading.save(  # type: ignore[misc] # a default binds the loop's value
                report, text(f"tab {tab} on {revision}"), revision=revision
            ),
        )
        assert outcomes == {"done": 1, "draft_conflict": 1}


def test_twenty_beginnings_at_once_make_one_report(committed_practice: Practice) -> None:
    reading = begin(committed_practice)
    reading.claim()
    assert at_once(20, lambda _: reading.report()) == {"done": 20}
    with tenant_context(committed_practice.tenant_id):
        assert Report.objects.count() == 1


def test_a_release_and_a_signature_at_once_leave_no_half_state(
    committed_practice: Practice,
) -> None:
    for _ in range(5):
        reading = begin(committed_practice)
        reading.claim()
        report = reading.save(reading.report(), text())

        def act(number: int, reading=reading, report=report) -> None:  # type: ignore[no-untyped-def] # defaults bind the loop's values
            if number == 0:
                reading.sign(report.id, "final", revision=report.draft_revision)
            else:
                with tenant_context(committed_practice.tenant_id):
                    release_task(actor=committed_practice.actor("reader"), task_id=reading.task.id)

        outcomes = at_once(2, act)
        with tenant_context(committed_practice.tenant_id):
            state = Report.objects.get(id=report.id).state
            task = ReadingTask.objects.get(id=reading.task.id).state
            versions = ReportVersion.objects.filter(report=report).count()
        assert (state, task, versions) in {
            ("final", "COMPLETED", 1),
            ("draft", "SCHEDULED", 0),
        }, outcomes
