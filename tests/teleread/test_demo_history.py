"""The demo's past is written once, is consistent, and is nobody's waiting work."""

from datetime import timedelta

import pytest
from django.db.models import F, QuerySet

from apps.archive.models import Patient, Study
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.delivery.models import Delivery
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import version_faults
from apps.staffing.models import Shift
from apps.staffing.selectors import reader_facts
from apps.tenancy.selectors import tenant_id_for_slug
from apps.worklist.models import (
    Assignment,
    Breach,
    Claim,
    Clock,
    Decision,
    EscalationStep,
    Milestone,
    ReadingTask,
)
from teleread.demo import PRACTICES, seed
from teleread.demo_history import ISSUER, seed_history
from teleread.demo_history.wording import DEMONSTRATION

pytestmark = pytest.mark.django_db


def test_the_past_is_read_work_by_the_demos_readers_and_comes_once() -> None:
    seed(PRACTICES[0])
    added = seed_history(days=2, per_day=60)
    assert added > 50
    assert seed_history(days=2, per_day=60) == 0
    with tenant_context(tenant_id_for_slug("demo")):
        tasks = ReadingTask.objects.all()
        assert tasks.count() == Study.objects.count() == added
        assert set(tasks.values_list("state", flat=True)) == {"COMPLETED"}
        assert not tasks.filter(completed_at__lte=F("received_at")).exists()
        assert not tasks.filter(completed_at__gt=now()).exists()
        assert not tasks.filter(received_at__lt=now() - timedelta(days=4)).exists()
        assert Study.objects.filter(state="complete", instance_count=0).count() == added
        assert not Patient.objects.exclude(issuer=ISSUER).exists()
        readers = {one.reader_id for one in reader_facts()}
        finished = Claim.objects.filter(end_reason="completed")
        assert finished.count() == added and not Claim.objects.filter(ended_at=None).exists()
        assert set(finished.values_list("reader_id", flat=True)) == readers
        for claim in finished:
            assert Shift.objects.filter(
                reader_id=claim.reader_id, role="reading", starts_at__lte=claim.claimed_at
            ).exists()
        _every_study_opens_with_a_signed_report(tasks)
        _time_is_accounted_for(tasks)
        _every_task_can_say_why(tasks)


def _every_study_opens_with_a_signed_report(tasks: QuerySet[ReadingTask]) -> None:
    versions = ReportVersion.objects.select_related("report__reading_task")
    assert versions.count() == Report.objects.filter(state="final").count() == tasks.count()
    assert not list(version_faults())
    delivered = Delivery.objects.filter(delivered_at=F("version__signed_at"), channel="portal")
    assert (
        delivered.filter(site=F("study__site")).count() == Delivery.objects.count() == tasks.count()
    )
    claims = Claim.objects.filter(end_reason="completed").values_list("task_id", "reader_id")
    read_by = dict(claims)
    for version in versions:
        task = version.report.reading_task
        assert version.report_id == task.report_id and task.report_state == "final"
        assert version.signed_at == task.completed_at and version.signer_id == read_by[task.id]
        text = {section["code"]: section["body"] for section in version.sections}
        assert DEMONSTRATION in text["impression"] and text["findings"] and text["technique"]
        assert text["indication"] == task.indication


def _time_is_accounted_for(tasks: QuerySet[ReadingTask]) -> None:
    clocks = Clock.objects.filter(own=True, stopped_at=F("task__completed_at"))
    assert clocks.filter(due_at=F("task__due_at")).count() == tasks.count()
    late = tasks.filter(completed_at__gt=F("due_at"))
    assert set(Breach.objects.values_list("task_id", flat=True)) == {task.id for task in late}
    assert not Breach.objects.exclude(cause__in=["queue", "reader"]).exists()
    for name in ("first_image", "complete", "listed", "assigned", "claimed", "final"):
        assert Milestone.objects.filter(name=name).count() == tasks.count()


def _every_task_can_say_why(tasks: QuerySet[ReadingTask]) -> None:
    routed = Decision.objects.filter(kind="routed", rule_set_number=1)
    assert routed.count() == tasks.count() and all(one.trace["rules"] for one in routed)
    assigned = Decision.objects.filter(kind="assigned")
    assert assigned.count() == Claim.objects.count() == Assignment.objects.count()
    for decision in assigned:
        chosen = [one for one in decision.candidates if one["reader"] == decision.outcome["reader"]]
        assert [one["eligible"] for one in chosen] == [True]
        assert chosen[0]["open_tasks"] == 0 and decision.outcome["score"]["parts"]


def test_what_went_back_on_the_list_or_did_not_get_read_is_not_waiting_work() -> None:
    seed(PRACTICES[0])
    seed_history(days=1, per_day=60)
    with tenant_context(tenant_id_for_slug("demo")):
        assert not ReadingTask.objects.exclude(state="COMPLETED").exists()
        assert not Assignment.objects.filter(ended_at=None).exists()
        assert not EscalationStep.objects.filter(settled_at=None).exists()
        assert not Clock.objects.filter(stopped_at=None).exists()


def test_the_other_practice_stays_without_a_past() -> None:
    for practice in PRACTICES:
        seed(practice)
    seed_history(days=1, per_day=30)
    with tenant_context(tenant_id_for_slug("other")):
        assert not Study.objects.exists() and not ReadingTask.objects.exists()
