"""The time of the demo's past: milestones, clocks, and the promises that were broken."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from apps.worklist.engine.breach_causes import BreachFacts, suggested_cause
from apps.worklist.engine.clocks import running_time
from apps.worklist.engine.simulation.routing import Routed
from apps.worklist.engine.simulation.trace import Holding
from apps.worklist.models import Breach, Clock, Milestone, ReadingTask

MINUTE = timedelta(minutes=1)
OF_THE_STUDY = ("first_image", "complete")
AT_ONCE = 1000


def write_clocks(
    tasks: Mapping[UUID, ReadingTask], done: Sequence[Routed], holdings: Sequence[Holding]
) -> None:
    """What each study reached when, the clock of its own report, and its breach if that ran out."""
    taken_up: dict[UUID, datetime] = {}
    for one in sorted(holdings, key=lambda held: held.starts_at):
        taken_up.setdefault(one.task_id, one.starts_at)
    read_from = {one.task_id: one.starts_at for one in holdings if one.outcome == "signed"}
    clocks, breaches = [], []
    for routed in done:
        task = tasks[routed.task.facts.task_id]
        clock = _clock(task, routed)
        clocks.append(clock)
        if clock.breached_at:
            breaches.append(_breach(clock, task, routed, read_from[task.id]))
    Milestone.objects.bulk_create(
        [one for task in tasks.values() for one in _milestones(task, taken_up[task.id])],
        batch_size=AT_ONCE,
    )
    Clock.objects.bulk_create(clocks, batch_size=AT_ONCE)
    Breach.objects.bulk_create(breaches, batch_size=AT_ONCE)


def _milestones(task: ReadingTask, taken_up: datetime) -> Iterator[Milestone]:
    reached = {
        "first_image": task.study.first_image_at,
        "complete": task.study.completed_at,
        "listed": task.received_at,
        "assigned": taken_up,
        "claimed": taken_up,
        "final": task.completed_at,
    }
    for name, at in reached.items():
        of_the_task = None if name in OF_THE_STUDY else task
        yield Milestone(study=task.study, task=of_the_task, name=name, at=at, noted_at=at)


def _clock(task: ReadingTask, routed: Routed) -> Clock:
    own, target = routed.promises[0], routed.target
    assert task.completed_at is not None  # every task of the past is signed
    return Clock(
        task=task,
        milestone_from=own.milestone_from,
        milestone_to=own.milestone_to,
        own=True,
        policy_id=own.policy_id,
        calendar_id=own.calendar_id,
        minutes=own.minutes,
        started_at=target.counts_from,
        counts_from=target.counts_from,
        due_at=task.due_at,
        stopped_at=task.completed_at,
        breached_at=task.due_at if task.completed_at > task.due_at else None,
    )


def _breach(clock: Clock, task: ReadingTask, routed: Routed, read_from: datetime) -> Breach:
    target = routed.target
    assert clock.stopped_at is not None
    over = running_time(task.due_at, clock.stopped_at, (), target.calendar)
    cause = suggested_cause(
        BreachFacts(
            allowed=timedelta(minutes=clock.minutes),
            unclaimed=running_time(target.counts_from, read_from, (), target.calendar),
            excluded=timedelta(),
            over=over,
            readable=True,
            prior_status=task.prior_status,
        )
    )
    return Breach(
        clock=clock,
        task=task,
        site=task.site,
        due_at=task.due_at,
        minutes_over=over / MINUTE,
        suggested_cause=cause,
        cause=cause,
    )
