"""The contact ladder: every step at its time, each exactly once, whoever takes it and whatever breaks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from apps.common.clock import frozen_at
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.reporting.models import AcknowledgementLink, CriticalFinding, CriticalStep
from apps.reporting.services import fire_due_critical_steps
from apps.worklist.models import Page
from tests.apps.reporting.critical_scenes import raise_one, tell
from tests.factories import Practice

MINUTE = timedelta(minutes=1)


def fire(finding: CriticalFinding, minute: float) -> int:
    with frozen_at(finding.raised_at + minute * MINUTE):
        return fire_due_critical_steps()


def pages(finding: CriticalFinding) -> int:
    return Page.objects.filter(task_id=finding.reading_task_id).count()


def test_each_step_at_its_time_and_once(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice)
        seen = [fire(finding, minute) for minute in (9.9, 10, 10, 20, 45, 200)]
        assert seen == [0, 1, 0, 1, 1, 0]
        assert pages(finding) == 3
        assert OutboxEvent.objects.filter(name="reporting.critical_step_fired").count() == 3
        assert not AcknowledgementLink.objects.exists()


def test_who_is_told_stops_the_ladder(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice)
        fire(finding, 10)
        tell(practice, finding)
        assert fire(finding, 300) == 0
        outcomes = CriticalStep.objects.filter(finding=finding).order_by("position")
        assert [step.outcome for step in outcomes] == ["fired", "withdrawn", "withdrawn"]


def test_a_process_that_dies_leaves_the_step_for_the_next(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice)

        def die(*_: object, **__: object) -> None:
            raise RuntimeError("killed")

        with monkeypatch.context() as broken:
            broken.setattr("apps.reporting.services.critical_steps.publish", die)
            assert fire(finding, 10) == 0
        assert pages(finding) == 0
        assert fire(finding, 10) == 1
        assert pages(finding) == 1


def test_of_many_workers_at_once_one_takes_each_step(committed_practice: Practice) -> None:
    practice = committed_practice
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice)
    start = Barrier(6)

    def work() -> int:
        try:
            start.wait()
            with tenant_context(practice.tenant_id):
                return fire(finding, 300)
        finally:
            connections.close_all()

    runs: list[Callable[[], int]] = [work] * 6
    with ThreadPoolExecutor(6) as pool:
        fired = sum(future.result() for future in [pool.submit(run) for run in runs])
    with tenant_context(practice.tenant_id):
        assert fired + fire(finding, 300) == 3
        assert pages(finding) == 3
