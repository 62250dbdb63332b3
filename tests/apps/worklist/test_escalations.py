"""The ladder: every step at its time, each exactly once, whoever takes it and whatever breaks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from apps.common.clock import frozen_at, now
from apps.common.errors import NotFound
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.staffing.models import Shift
from apps.worklist.engine.escalation import Rung, ladder_as_json
from apps.worklist.models import Clock, Decision, EscalationStep, Page, Pathway, ReadingTask
from apps.worklist.selectors.service_levels import clocks_of, own_clock, target_of
from apps.worklist.services import (
    acknowledge_page,
    change_priority,
    claim_task,
    complete_task,
    fire_due_steps,
    hold_task,
    resume_task,
)
from apps.worklist.services.escalations import lay_steps
from apps.worklist.tasks import fire_escalations
from tests.factories import Practice
from tests.studies import make_task

MINUTE = timedelta(minutes=1)
LADDER = (
    Rung("warn", percent=50),
    Rung("widen", percent=60, target="preference"),
    Rung("page", percent=70, target="on_call", rank=1, unless="claimed"),
    Rung("page", percent=80, target="on_call", rank=2, unless="claimed"),
    Rung("page", percent=100, target="managers"),
)


def with_ladder(practice: Practice, *rungs: Rung) -> None:
    with tenant_context(practice.tenant_id):
        Pathway.objects.filter(code="stat").delete()
        Pathway.objects.create(
            code="stat", name="STAT", queue_rank=2, minutes=30, ladder=ladder_as_json(rungs)
        )


def on_call(practice: Practice, name: str, rank: int) -> None:
    Shift.objects.create(
        reader_id=practice.user_ids[name],
        role="on_call",
        rank=rank,
        starts_at=now() - timedelta(hours=1),
        ends_at=now() + timedelta(hours=12),
    )


def fire_at(moment: datetime) -> int:
    with frozen_at(moment):
        return fire_due_steps()


def outcomes(task: ReadingTask) -> list[tuple[str, str]]:
    rows = EscalationStep.objects.filter(task=task).order_by("position")
    return [(row.key, row.outcome) for row in rows]


def test_four_steps_come_one_by_one_each_at_its_time(practice: Practice) -> None:
    with_ladder(practice, *LADDER)
    task = make_task(practice, priority="STAT")
    start = task.received_at
    with tenant_context(practice.tenant_id):
        on_call(practice, "reader", 1)
        on_call(practice, "reader2", 2)
        for minute, fired in [
            (14.9, 0),
            (15, 1),
            (18, 1),
            (21, 1),
            (23.9, 0),
            (24, 1),
            (30, 1),
            (60, 0),
        ]:
            assert fire_at(start + minute * MINUTE) == fired, minute
        assert {outcome for _, outcome in outcomes(task)} == {"fired"}
        paged = [page.recipient_id for page in Page.objects.filter(task=task).order_by("sent_at")]
        people = ("reader", "reader2", "manager")
        assert paged == [practice.user_ids[name] for name in people]
        events = OutboxEvent.objects.filter(name="worklist.escalation_step_fired")
        assert events.count() == len(LADDER)


def test_who_claims_stops_the_calls_that_ask_for_it(practice: Practice) -> None:
    with_ladder(practice, *LADDER)
    task = make_task(practice, priority="STAT")
    start = task.received_at
    with tenant_context(practice.tenant_id):
        on_call(practice, "reader2", 1)
        with frozen_at(start + 20 * MINUTE):
            claim_task(actor=practice.actor("reader"), task_id=task.id)
        fire_at(start + 25 * MINUTE)
        assert [outcome for _, outcome in outcomes(task)] == [
            "fired",
            "fired",
            "left_out",
            "left_out",
            "",
        ]
        with frozen_at(start + 26 * MINUTE):
            complete_task(actor=practice.actor("reader"), task_id=task.id)
        assert fire_at(start + 60 * MINUTE) == 0
        assert outcomes(task)[-1] == ("page:managers#1", "withdrawn")


def test_answering_a_call_stops_the_next_and_only_the_next(practice: Practice) -> None:
    with_ladder(practice, *LADDER)
    task = make_task(practice, priority="STAT")
    start = task.received_at
    with tenant_context(practice.tenant_id):
        on_call(practice, "reader", 1)
        on_call(practice, "reader2", 2)
        fire_at(start + 21 * MINUTE)
        page = Page.objects.get(task=task)
        with pytest.raises(NotFound):
            acknowledge_page(actor=practice.actor("reader2"), page_id=page.id)
        for _ in range(2):
            acknowledge_page(actor=practice.actor("reader"), page_id=page.id)
        fire_at(start + 40 * MINUTE)
        assert [outcome for _, outcome in outcomes(task)] == [
            "fired",
            "fired",
            "fired",
            "withdrawn",
            "fired",
        ]


def test_a_call_never_goes_to_nobody(practice: Practice) -> None:
    with_ladder(practice, Rung("page", percent=50, target="on_call", rank=1))
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        fire_at(task.received_at + 15 * MINUTE)
        assert Page.objects.get(task=task).recipient_id == practice.user_ids["manager"]


def test_where_a_rank_is_empty_the_next_is_called(practice: Practice) -> None:
    with_ladder(practice, Rung("page", percent=50, target="on_call", rank=1))
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        on_call(practice, "reader2", 3)
        fire_at(task.received_at + 15 * MINUTE)
        assert Page.objects.get(task=task).recipient_id == practice.user_ids["reader2"]


def test_another_ladder_does_not_repeat_what_was_done(practice: Practice) -> None:
    with_ladder(practice, Rung("warn", percent=40), Rung("page", percent=50, target="managers"))
    task = make_task(practice, priority="URGENT")
    start = task.received_at
    with tenant_context(practice.tenant_id):
        fire_at(start + 80 * MINUTE)
        assert outcomes(task)[0] == ("warn:#1", "fired")
        with frozen_at(start + 81 * MINUTE):
            change_priority(
                actor=practice.actor("manager"),
                task_id=task.id,
                priority="STAT",
                reason="stroke now",
            )
        steps = {row.key: row for row in EscalationStep.objects.filter(task=task)}
        assert set(steps) == {"warn:#1", "page:managers#1"}
        assert steps["warn:#1"].outcome == "fired"
        assert steps["page:managers#1"].fire_at == start + 96 * MINUTE
        assert fire_at(start + 97 * MINUTE) == 1
        assert OutboxEvent.objects.filter(name="worklist.escalation_step_fired").count() == 2


def test_a_hold_stops_the_ladder_and_resuming_moves_it(practice: Practice) -> None:
    with_ladder(practice, *LADDER)
    task = make_task(practice, priority="STAT")
    start, manager = task.received_at, practice.actor("manager")
    with tenant_context(practice.tenant_id):
        with frozen_at(start + 16 * MINUTE):
            assert fire_due_steps() == 1
            hold_task(actor=manager, task_id=task.id, code="poor_images", reason="")
        assert fire_at(start + 300 * MINUTE) == 0
        with frozen_at(start + 316 * MINUTE):
            resume_task(actor=manager, task_id=task.id)
        assert fire_at(start + 317.9 * MINUTE) == 0
        assert fire_at(start + 318 * MINUTE) == 1


def test_what_was_opened_to_more_readers_stays_open(practice: Practice) -> None:
    with_ladder(practice)
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        task.preferred_skills = [{"skill": "neuro", "level": 1}]
        task.save(update_fields=["preferred_skills"])
        own = own_clock(clocks_of(task.id))
        target = target_of(own) if own else None
        assert target is not None
        rung = Rung("widen", minutes=5, target="preference")
        lay_steps(task=task, rungs=[rung], target=target, pauses=())
        fire_at(task.received_at + 5 * MINUTE)
        task.refresh_from_db()
        assert task.preferred_skills == []
        assert Decision.objects.get(task=task, kind="widened").outcome == {"given_up": "preference"}
        task.preferred_skills = [{"skill": "neuro", "level": 1}]
        lay_steps(task=task, rungs=[rung], target=target, pauses=())
        assert task.preferred_skills == []


def test_three_workers_take_each_step_once(committed_practice: Practice) -> None:
    practice, workers, count = committed_practice, 3, 12
    with_ladder(practice, Rung("warn", percent=1), Rung("page", percent=2, target="managers"))
    tasks = [make_task(practice, priority="STAT") for _ in range(count)]
    later, together = now() + 10 * MINUTE, Barrier(workers)

    def work() -> int:
        try:
            together.wait(timeout=30)
            taken = 0
            for _ in range(5):
                with frozen_at(later), tenant_context(practice.tenant_id):
                    taken += fire_due_steps()
            return taken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        taken = [one.result(timeout=120) for one in [pool.submit(work) for _ in range(workers)]]
    with tenant_context(practice.tenant_id), frozen_at(later):
        taken.append(fire_due_steps())
        assert sum(taken) == 2 * count
        assert Page.objects.filter(task__in=tasks).count() == count
        events = OutboxEvent.objects.filter(name="worklist.escalation_step_fired")
        assert events.count() == 2 * count


class Crash(BaseException):
    """The process ends here."""


def fire_and_die(practice: Practice, moment: datetime) -> None:
    with tenant_context(practice.tenant_id), frozen_at(moment):
        assert fire_due_steps() == 1
        raise Crash


def test_a_crash_before_the_commit_loses_and_repeats_nothing(committed_practice: Practice) -> None:
    practice = committed_practice
    with_ladder(practice, Rung("page", percent=1, target="managers"))
    task = make_task(practice, priority="STAT")
    later = now() + 10 * MINUTE
    with pytest.raises(Crash):
        fire_and_die(practice, later)
    with tenant_context(practice.tenant_id), frozen_at(later):
        assert not Page.objects.filter(task=task).exists()
        assert not OutboxEvent.objects.filter(name="worklist.escalation_step_fired").exists()
        assert fire_due_steps() == 1
    with tenant_context(practice.tenant_id), frozen_at(later):
        assert fire_due_steps() == 0
        assert Page.objects.filter(task=task).count() == 1


def test_a_step_that_fails_does_not_keep_others_from_being_taken(practice: Practice) -> None:
    with_ladder(practice, Rung("page", percent=1, target="managers"))
    broken, sound = make_task(practice, priority="STAT"), make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        step = EscalationStep.objects.get(task=broken)
        Page.objects.create(step=step, task=broken, recipient_id=practice.user_ids["manager"])
        assert fire_at(now() + 10 * MINUTE) == 1
        assert outcomes(sound) == [("page:managers#1", "fired")]
        assert outcomes(broken) == [("page:managers#1", "")]


def test_the_watch_visits_every_practice(committed_practice: Practice) -> None:
    with_ladder(committed_practice, Rung("page", percent=0, target="managers"))
    task = make_task(committed_practice, priority="STAT")
    fire_escalations()
    with tenant_context(committed_practice.tenant_id):
        assert Page.objects.filter(task=task).count() == 1


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (EscalationStep.objects, "escalation_due"),
        (Clock.objects, "clock_running_by_due"),
    ],
    ids=["steps", "clocks"],
)
def test_what_is_due_is_found_along_its_index(practice: Practice, asked: Any, index: str) -> None:
    make_task(practice)
    with tenant_context(practice.tenant_id), connection.cursor() as cursor:
        # What a few rows would be cheapest by says nothing about a million.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        if index == "escalation_due":
            due = asked.filter(settled_at=None, fire_at__lte=now()).order_by("fire_at")
        else:
            due = asked.filter(stopped_at=None, breached_at=None, due_at__lt=now())
        assert index in due.explain()
