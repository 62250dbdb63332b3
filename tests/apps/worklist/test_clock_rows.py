"""The clocks of tasks in the database: promised, paused, changed, reached, and what the list shows of them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.staffing.models import Licence
from apps.worklist.errors import PolicyOverlaps
from apps.worklist.events import ServiceCalendarChanged
from apps.worklist.models import (
    Breach,
    Clock,
    ClockPause,
    EscalationStep,
    Milestone,
    Pathway,
    ReadingTask,
    Rerouting,
    SlaPolicy,
)
from apps.worklist.selectors.facts import study_facts
from apps.worklist.services import (
    change_priority,
    claim_task,
    complete_task,
    exclude_time,
    hold_task,
    note_breaches,
    note_milestone,
    resume_task,
)
from apps.worklist.services.rerouting_passes import run_rerouting
from apps.worklist.services.sla_policies import add_calendar, add_policy, change_calendar
from apps.worklist.subscribers import follow_changed_hours
from tests.factories import Practice
from tests.studies import make_study, make_task

MINUTE = timedelta(minutes=1)


def own(task: ReadingTask) -> Clock:
    clock: Clock = Clock.objects.get(task=task, own=True)
    return clock


def fresh(task: ReadingTask) -> ReadingTask:
    found: ReadingTask = ReadingTask.objects.get(id=task.id)
    return found


def test_a_listed_study_has_its_clock_and_milestones(practice: Practice) -> None:
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        clock = own(task)
        assert (clock.milestone_from, clock.milestone_to, clock.minutes) == (
            "complete",
            "final",
            30,
        )
        assert clock.due_at == task.due_at == task.received_at + 30 * MINUTE
        names = set(Milestone.objects.filter(study=task.study).values_list("name", flat=True))
        assert {"complete", "listed"} <= names


def test_the_most_specific_promise_holds(practice: Practice) -> None:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        add_policy(actor=manager, priority="STAT", minutes=29)
        add_policy(actor=manager, priority="STAT", site_id=practice.site_a.id, minutes=25)
        add_policy(
            actor=manager, priority="STAT", site_id=practice.site_a.id, modality="CT", minutes=20
        )
    expected = [
        (practice.site_a, "CT", 20),
        (practice.site_a, "MR", 25),
        (practice.site_b, "CT", 29),
    ]
    for site, modality, minutes in expected:
        study = make_study(practice, site=site, modality=modality, priority="STAT")
        task = make_task(practice, study)
        assert task.due_at - task.received_at == minutes * MINUTE


def test_a_pathway_sets_target_and_place(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        Pathway.objects.create(code="stat", name="STAT", queue_rank=1, minutes=7)
    task = make_task(practice, priority="STAT")
    assert task.due_at - task.received_at == 7 * MINUTE
    assert (task.pathway, task.queue_rank) == ("stat", 1)


def test_contract_hours_and_the_late_rule(practice: Practice) -> None:
    manager = practice.actor("manager")
    weekdays = [{"weekday": day, "opens": "08:00", "closes": "18:00"} for day in range(5)]
    with tenant_context(practice.tenant_id):
        office = add_calendar(
            actor=manager, name="Office", time_zone="Europe/Berlin", hours=weekdays
        )
        add_policy(actor=manager, minutes=60, site_id=practice.site_a.id, calendar_id=office.id)
    friday = datetime.fromisoformat("2026-11-20T17:55:00+01:00")
    with frozen_at(friday):
        task = make_task(practice)
    assert task.due_at == datetime.fromisoformat("2026-11-23T08:55:00+01:00")
    with tenant_context(practice.tenant_id):
        change_calendar(actor=manager, calendar_id=office.id, late_from="17:30")
        follow_changed_hours(ServiceCalendarChanged(calendar_id=office.id))
        run_id = Rerouting.objects.get().id
    run_rerouting(tenant_id=practice.tenant_id, rerouting_id=run_id)
    with tenant_context(practice.tenant_id):
        assert fresh(task).due_at == datetime.fromisoformat("2026-11-23T09:00:00+01:00")


def test_rules_know_a_holiday_at_the_site(practice: Practice) -> None:
    manager = practice.actor("manager")
    always = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)]
    with tenant_context(practice.tenant_id):
        closed = add_calendar(
            actor=manager,
            name="Berlin",
            time_zone="Europe/Berlin",
            hours=always,
            holidays={"2026-12-25": "Christmas"},
        )
        add_policy(actor=manager, minutes=60, site_id=practice.site_a.id, calendar_id=closed.id)
    eve = datetime.fromisoformat("2026-12-24T23:30:00+00:00")
    for site, holiday in ((practice.site_a, True), (practice.site_b, False)):
        with frozen_at(eve):
            task = make_task(practice, make_study(practice, site=site))
        with tenant_context(practice.tenant_id):
            assert study_facts(fresh(task)).holiday is holiday


def test_holding_moves_the_due_time_by_exactly_the_time_held(practice: Practice) -> None:
    task = make_task(practice, priority="STAT")
    manager, start = practice.actor("manager"), task.received_at
    with tenant_context(practice.tenant_id):
        with frozen_at(start + 10 * MINUTE):
            hold_task(actor=manager, task_id=task.id, code="poor_images", reason="motion")
        assert own(task).due_at is None
        with frozen_at(start + 90 * MINUTE):
            assert note_breaches() == 0
        with frozen_at(start + 100 * MINUTE):
            resume_task(actor=manager, task_id=task.id, reason="repeated")
        pause = ClockPause.objects.get(task=task)
        assert pause.due_before == start + 30 * MINUTE
        assert pause.due_after == fresh(task).due_at == own(task).due_at == start + 120 * MINUTE


def test_more_urgent_counts_from_the_request(practice: Practice) -> None:
    task = make_task(practice)
    manager, start = practice.actor("manager"), task.received_at
    with tenant_context(practice.tenant_id):
        with frozen_at(start + 600 * MINUTE):
            change_priority(
                actor=manager, task_id=task.id, priority="STAT", reason="patient deteriorates"
            )
        assert fresh(task).due_at == start + 630 * MINUTE
        with frozen_at(start + 610 * MINUTE):
            change_priority(actor=manager, task_id=task.id, priority="ROUTINE", reason="better now")
        assert fresh(task).due_at == start + 1440 * MINUTE
        clock = own(task)
        assert clock.counts_from == clock.started_at == start


def test_a_clock_waits_for_the_milestone_it_starts_from(practice: Practice) -> None:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        add_policy(
            actor=manager, priority="STAT", minutes=15, clock_from="assigned", read_type="final"
        )
    task = make_task(practice, priority="STAT")
    start = task.received_at
    assert task.due_at == start + 15 * MINUTE
    with tenant_context(practice.tenant_id):
        assert own(task).due_at is None
        steps = EscalationStep.objects.filter(task=task)
        assert steps.exists() and not steps.exclude(fire_at=None).exists()
        note_milestone(
            actor=manager, study_id=task.study_id, name="assigned", at=start + 40 * MINUTE
        )
        note_milestone(
            actor=manager, study_id=task.study_id, name="assigned", at=start + 50 * MINUTE
        )
        assert fresh(task).due_at == own(task).due_at == start + 55 * MINUTE
        assert not steps.filter(fire_at=None).exists()


def test_what_counts_from_the_sites_word_counts_from_listing_where_none_is_asked(
    practice: Practice,
) -> None:
    with tenant_context(practice.tenant_id):
        add_policy(
            actor=practice.actor("manager"), priority="STAT", minutes=15, clock_from="confirmed"
        )
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        assert own(task).due_at == task.due_at == task.received_at + 15 * MINUTE
        assert not Milestone.objects.filter(study_id=task.study_id, name="confirmed").exists()


def test_a_late_word_of_the_end_of_the_exam_moves_the_start(practice: Practice) -> None:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        add_policy(actor=manager, minutes=60, clock_from="exam_end", pathway="routine")
    task = make_task(practice)
    start = task.received_at
    assert task.due_at == start + 60 * MINUTE
    with tenant_context(practice.tenant_id):
        note_milestone(
            actor=manager, study_id=task.study_id, name="exam_end", at=start - 20 * MINUTE
        )
        assert fresh(task).due_at == start + 40 * MINUTE


def test_every_promised_interval_is_a_clock_of_its_own(practice: Practice) -> None:
    manager, reader = practice.actor("manager"), practice.actor("reader")
    with tenant_context(practice.tenant_id):
        add_policy(actor=manager, minutes=5, clock_from="listed", clock_to="claimed")
        add_policy(actor=manager, minutes=10, clock_from="final", clock_to="delivered")
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        with frozen_at(now() + 3 * MINUTE):
            claim_task(actor=reader, task_id=task.id)
        with frozen_at(now() + 4 * MINUTE):
            signed = now()
            complete_task(actor=reader, task_id=task.id)
        clocks = {clock.milestone_to: clock for clock in Clock.objects.filter(task=task)}
        assert clocks["claimed"].stopped_at is not None
        assert clocks["final"].stopped_at == signed
        assert clocks["delivered"].due_at == signed + 10 * MINUTE
        note_milestone(
            actor=manager,
            study_id=task.study_id,
            task_id=task.id,
            name="delivered",
            at=signed + 11 * MINUTE,
        )
        breach = Breach.objects.get(task=task)
        assert (breach.clock.milestone_to, breach.minutes_over) == ("delivered", 1)


def test_a_breach_is_recorded_measured_and_excused(practice: Practice) -> None:
    manager, reader = practice.actor("manager"), practice.actor("reader")
    task = make_task(practice, priority="STAT")
    start = task.received_at
    with tenant_context(practice.tenant_id):
        with frozen_at(start + 30 * MINUTE):
            assert note_breaches() == 0
        with frozen_at(start + 31 * MINUTE):
            assert note_breaches() == 1
            assert note_breaches() == 0
        breach = Breach.objects.get(task=task)
        assert (breach.minutes_over, breach.suggested_cause) == (None, "queue")
        with frozen_at(start + 32 * MINUTE):
            claim_task(actor=reader, task_id=task.id)
        with frozen_at(start + 42 * MINUTE):
            complete_task(actor=reader, task_id=task.id)
        breach.refresh_from_db()
        assert (breach.minutes_over, breach.cause) == (12, "queue")
        with frozen_at(start + 60 * MINUTE):
            exclude_time(
                actor=manager,
                task_id=task.id,
                started_at=start + 5 * MINUTE,
                ended_at=start + 15 * MINUTE,
                code="waiting_for_site",
                reason="no answer from the desk",
            )
            less = Breach.objects.get(task=task)
            assert (less.minutes_over, less.minutes_excluded) == (2, 10)
            assert less.excused_at is None
            exclude_time(
                actor=manager,
                task_id=task.id,
                started_at=start + 15 * MINUTE,
                ended_at=start + 17 * MINUTE,
                code="waiting_for_site",
                reason="still none",
            )
        assert Breach.objects.get(task=task).excused_at is not None
        assert own(task).breached_at is None
        told = OutboxEvent.objects.get(name="worklist.breach_explained")
        assert told.payload["breach_id"] == str(breach.id)


def test_nobody_who_may_read_is_the_cause(practice: Practice) -> None:
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        Licence.objects.all().update(status="suspended")
        with frozen_at(task.received_at + 31 * MINUTE):
            assert note_breaches() == 1
        assert Breach.objects.get(task=task).cause == "no_eligible_reader"


@pytest.mark.parametrize("fields", [{"minutes": 99}, {"minutes": 99, "effective_to": "later"}])
def test_two_rows_never_say_something_else_of_the_same(
    practice: Practice, fields: dict[str, Any]
) -> None:
    fields = {**fields, **({"effective_to": now()} if "effective_to" in fields else {})}
    with tenant_context(practice.tenant_id):
        first = SlaPolicy.objects.create(priority="STAT", minutes=30)
        with pytest.raises(PolicyOverlaps) as refused:
            add_policy(actor=practice.actor("manager"), priority="STAT", **fields)
        assert refused.value.extra["policy"] == str(first.id)
