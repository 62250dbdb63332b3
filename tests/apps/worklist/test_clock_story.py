"""Any story of holds, changes of priority, claims and corrections: no clock is ever wrong by a second."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from apps.common.clock import frozen_at
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.worklist import services
from apps.worklist.engine.escalation import Rung, ladder_as_json
from apps.worklist.models import Breach, Clock, EscalationStep, Pathway, ReadingTask
from apps.worklist.services.sla_policies import add_calendar, add_policy
from tests.apps.worklist.clock_model import MINUTE, MinuteByMinute, steps_due
from tests.factories import Practice
from tests.studies import make_study, make_task

# The Thursday before the clocks go forward in Berlin.
START = datetime(2026, 3, 26, 13, 10, tzinfo=UTC)
MINUTES = {"STAT": 40, "URGENT": 200, "ROUTINE": 1200}
PERCENTS = (50, 80, 100, 150)
BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = [{"weekday": day, "opens": "08:00", "closes": "18:00"} for day in range(5)]
ALL_SUNDAY = [*WEEKDAYS, {"weekday": 6, "opens": "00:00", "closes": "24:00"}]
ALWAYS = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)]


def opening(hours: list[dict[str, Any]]) -> Callable[[datetime], bool]:
    """Whether the contract counts a minute, by looking at the clock on the wall."""
    by_weekday = {one["weekday"]: (int(one["opens"][:2]), int(one["closes"][:2])) for one in hours}

    @cache
    def is_open(at: datetime) -> bool:
        local = at.astimezone(BERLIN)
        first, last = by_weekday.get(local.weekday(), (0, 0))
        return first <= local.hour < last

    return is_open


def promise(practice: Practice, hours: list[dict[str, Any]]) -> None:
    manager = practice.actor("manager")
    rungs = ladder_as_json(Rung("page", percent=one, target="managers") for one in PERCENTS)
    with tenant_context(practice.tenant_id):
        calendar = add_calendar(
            actor=manager, name="Contract", time_zone="Europe/Berlin", hours=hours
        )
        for priority, minutes in MINUTES.items():
            add_policy(actor=manager, priority=priority, minutes=minutes, calendar_id=calendar.id)
            code = priority.lower()
            Pathway.objects.create(code=code, name=code, queue_rank=3, ladder=rungs)


class Story(RuleBasedStateMachine):
    practice: Practice
    is_open: Callable[[datetime], bool]
    happened: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.manager, self.reader = self.practice.actor("manager"), self.practice.actor("reader")
        self.inside = ExitStack()
        self.inside.enter_context(tenant_context(self.practice.tenant_id))
        with frozen_at(START):
            self.task = make_task(self.practice, make_study(self.practice))
        self.model = MinuteByMinute(START, self.is_open, MINUTES["ROUTINE"])
        self.priority, self.taken, self.over = "ROUTINE", set[int](), False

    def teardown(self) -> None:
        self.inside.close()

    def state(self) -> ReadingTask:
        found: ReadingTask = ReadingTask.objects.get(id=self.task.id)
        return found

    @rule(minutes=st.sampled_from([1, 20, 59, 300, 900]))
    def time_passes(self, minutes: int) -> None:
        self.model.pass_minutes(minutes)
        self.watch()

    @rule(minutes=st.sampled_from([7, 60, 2000]))
    def time_passes_unwatched(self, minutes: int) -> None:
        self.model.pass_minutes(minutes)

    @precondition(lambda self: not self.over and not self.model.held)
    @rule()
    def hold(self) -> None:
        with frozen_at(self.model.now):
            services.hold_task(actor=self.manager, task_id=self.task.id, code="poor_images")
        self.model.held = True
        self.happened["hold"] += 1

    @precondition(lambda self: self.model.held)
    @rule()
    def resume(self) -> None:
        with frozen_at(self.model.now):
            services.resume_task(actor=self.manager, task_id=self.task.id)
        self.model.held = False
        self.happened["resume"] += 1

    @precondition(lambda self: not self.over)
    @rule(priority=st.sampled_from(sorted(MINUTES)))
    def another_priority(self, priority: str) -> None:
        with frozen_at(self.model.now):
            services.change_priority(
                actor=self.manager, task_id=self.task.id, priority=priority, reason="as was asked"
            )
        if priority != self.priority:
            self.model.change(MINUTES[priority])
        self.priority = priority
        self.happened["priority"] += 1

    @precondition(lambda self: not self.over and not self.model.held)
    @rule(sign=st.sampled_from([False, False, False, True]))
    def read(self, sign: bool) -> None:
        with frozen_at(self.model.now):
            services.claim_task(actor=self.reader, task_id=self.task.id)
            if sign:
                services.complete_task(actor=self.reader, task_id=self.task.id)
                self.over, self.model.stopped = True, len(self.model.flags)
            else:
                services.release_task(actor=self.reader, task_id=self.task.id)
        self.happened["sign" if sign else "release"] += 1

    @precondition(lambda self: len(self.model.flags) > 1)
    @rule(data=st.data())
    def exclude(self, data: st.DataObject) -> None:
        last = data.draw(st.integers(1, len(self.model.flags)))
        first = data.draw(st.integers(max(0, last - 90), last - 1))
        with frozen_at(self.model.now):
            services.exclude_time(
                actor=self.manager,
                task_id=self.task.id,
                started_at=START + first * MINUTE,
                ended_at=START + last * MINUTE,
                code="waiting_for_site",
                reason="nobody answered",
            )
        self.model.exclude(first, last)
        self.happened["exclude"] += 1

    @rule()
    def watch(self) -> None:
        with frozen_at(self.model.now):
            services.fire_due_steps()
            services.note_breaches()
        if not self.over:
            self.taken |= steps_due(self.model, PERCENTS)
        fired = EscalationStep.objects.filter(task=self.task, outcome="fired")
        assert set(fired.values_list("percent", flat=True)) == self.taken
        breach = Breach.objects.filter(task=self.task, excused_at=None).first()
        due = self.model.due(self.model.minutes)
        until = len(self.model.flags) if self.model.stopped is None else self.model.stopped
        late = due is not None and due < START + until * MINUTE
        assert (breach is not None) == late
        if breach and self.over:
            assert breach.minutes_over == pytest.approx(self.model.over(until), abs=1e-9)
        self.happened["late" if late else "in time"] += 1

    @invariant()
    def the_clock_is_right(self) -> None:
        clock: Clock = Clock.objects.get(task=self.task, own=True)
        due = self.model.due(self.model.minutes)
        assert clock.due_at == due
        if due is not None and not self.over:
            assert self.state().due_at == due

    @invariant()
    def no_step_is_taken_twice(self) -> None:
        count = OutboxEvent.objects.filter(
            name="worklist.escalation_step_fired", payload__task_id=str(self.task.id)
        ).count()
        fired = EscalationStep.objects.filter(task=self.task, outcome="fired").count()
        assert count == fired


@pytest.mark.parametrize("hours", [ALWAYS, WEEKDAYS, ALL_SUNDAY], ids=["always", "office", "dst"])
def test_no_clock_is_ever_wrong(practice: Practice, hours: list[dict[str, Any]]) -> None:
    promise(practice, hours)
    happened: Counter[str] = Counter()
    content = {"practice": practice, "is_open": staticmethod(opening(hours)), "happened": happened}
    told = type("Told", (Story,), content)
    run(
        told,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=[Phase.generate],
        ),
    )
    for kind in ("hold", "resume", "priority", "release", "sign", "exclude", "late", "in time"):
        assert happened[kind], f"no story had {kind}"
