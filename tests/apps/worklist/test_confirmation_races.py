"""Clerks confirm, workers call, a worker dies, and the gate is opened while studies come: once each, and none lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections

from apps.archive.models import Study
from apps.common.clock import frozen_at, now
from apps.common.errors import Conflict
from apps.common.isolation import tenant_context
from apps.worklist.models import Page, ReadingTask, StudyConfirmation
from apps.worklist.services import confirm_study, list_complete_study, page_late_confirmations
from apps.worklist.tasks import fire_escalations
from tests.apps.worklist.gate import INDICATION, come, confirmation_of, gate
from tests.factories import Practice
from tests.studies import make_study


class Crash(BaseException):
    """The process ends here."""


def call_and_die(practice: Practice, moment: datetime) -> None:
    with tenant_context(practice.tenant_id), frozen_at(moment):
        assert page_late_confirmations() == 2
        raise Crash


def all_together(works: list[Callable[[], None]]) -> list[str]:
    """Starts all in one moment; answers ``done``, or the code of a conflict."""
    together = Barrier(len(works))

    def one(work: Callable[[], None]) -> str:
        try:
            together.wait(timeout=30)
            work()
        except Conflict as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result(timeout=120) for each in [pool.submit(one, work) for work in works]]


def test_many_at_once_confirm_once_call_once_and_lose_nothing(committed_practice: Practice) -> None:
    practice = committed_practice
    gate(practice, closed=True)
    late, fought_for = come(practice), come(practice)
    coming = [make_study(practice) for _ in range(4)]
    clerk, system = practice.actor("site_user"), practice.actor("operations")
    confirmation_id = confirmation_of(practice, fought_for).id
    later = now() + timedelta(hours=1)
    with pytest.raises(Crash):
        call_and_die(practice, later)

    def call() -> None:
        with frozen_at(later):
            fire_escalations()

    def confirm() -> None:
        with tenant_context(practice.tenant_id):
            confirm_study(actor=clerk, confirmation_id=confirmation_id, indication=INDICATION)

    def list_all(studies: list[Study]) -> None:
        for study in studies:
            with tenant_context(practice.tenant_id):
                list_complete_study(actor=system, study_id=study.id)

    outcomes = all_together(
        [
            *(call, call, confirm, confirm),
            lambda: list_all(coming),
            lambda: list_all(coming[::-1]),
            lambda: gate(practice, closed=False),
        ]
    )
    # Of two clerks one is told that it is done already; both, where the gate was opened before them.
    assert outcomes.count("illegal_transition") in (1, 2)
    assert outcomes.count("done") == len(outcomes) - outcomes.count("illegal_transition")
    with tenant_context(practice.tenant_id):
        assert not StudyConfirmation.objects.filter(state="waiting").exists()
        for study in (late, fought_for, *coming):
            assert ReadingTask.objects.filter(study=study).count() == 1
        for confirmation in StudyConfirmation.objects.all():
            pages = Page.objects.filter(confirmation=confirmation).count()
            assert pages == (1 if confirmation.paged_at else 0)
