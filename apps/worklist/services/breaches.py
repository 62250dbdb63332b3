"""Promises that were broken: recorded as they break, measured when the clock stops, explained by a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.outbox import publish
from apps.staffing.selectors import reader_facts
from apps.worklist.engine.breach_causes import BreachFacts, suggested_cause
from apps.worklist.engine.clocks import Pause, paused_time, running_time
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.events import BreachExplained, ClockBreached
from apps.worklist.live import tell_task_changed
from apps.worklist.models import Breach, Claim, Clock, ReadingTask
from apps.worklist.models.clocks import BREACH_CAUSES
from apps.worklist.selectors.breaches import access_breach, somebody_may_read
from apps.worklist.selectors.service_levels import as_calendar, pauses_of

MINUTE = timedelta(minutes=1)
BATCH = 200
NOT_YET = "other"


def note_breaches() -> int:
    """Records every clock of the current tenant that ran out; answers how many. Each is taken by one worker alone."""
    overdue = list(
        Clock.objects.select_for_update(of=("self", "task"), skip_locked=True)
        .select_related("task")
        .filter(stopped_at=None, breached_at=None, due_at__lt=now())
        .order_by("due_at")[:BATCH]
    )
    readers = reader_facts() if overdue else []
    for clock in overdue:
        follow_breach(
            clock=clock, task=clock.task, pauses=pauses_of(clock.task_id), readers=readers
        )
        tell_task_changed(clock.task)
    return len(overdue)


def follow_breach(
    *,
    clock: Clock,
    task: ReadingTask,
    pauses: tuple[Pause, ...],
    readers: Sequence[ReaderFacts] | None = None,
) -> None:
    """Makes the clock's breach record what its due and stopping times now say: there, measured, or excused.

    ``readers``: those of the practice, if the caller has them already.
    """
    broken = _broken_since(clock)
    if broken is None:
        if clock.breached_at is not None:
            _excuse(clock)
        return
    if clock.breached_at != broken:
        clock.breached_at = broken
        clock.save(update_fields=["breached_at"])
    breach, created = Breach.objects.get_or_create(
        clock=clock,
        defaults={
            "task": task,
            "site_id": task.site_id,
            "due_at": broken,
            "suggested_cause": NOT_YET,
            "cause": NOT_YET,
        },
    )
    _measure(breach, clock, pauses, broken)
    if created or clock.stopped_at:
        _suggest(breach, clock, pauses, reader_facts() if readers is None else readers)
    breach.save()
    if created:
        publish(ClockBreached(breach_id=breach.id, task_id=task.id, study_id=task.study_id))


def change_cause(
    *, actor: Actor, breach_id: UUID, cause: str | None = None, credit: bool | None = None
) -> Breach:
    """A person says why, or whether the site is credited. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("worklist.manage")
    breach = access_breach(actor=actor, breach_id=breach_id, lock=True)
    before = {"cause": breach.cause, "credit": breach.credit}
    if cause is not None:
        if cause not in BREACH_CAUSES:
            raise Unprocessable(
                f"A cause is one of {', '.join(BREACH_CAUSES)}.", code="unknown_cause"
            )
        breach.cause, breach.cause_by_id, breach.cause_at = cause, actor.user_id, now()
    if credit is not None:
        breach.credit = credit
    breach.save(update_fields=["cause", "cause_by", "cause_at", "credit"])
    record(
        actor=actor,
        action="breach.explained",
        object_type="breach",
        object_id=breach.id,
        site_id=breach.site_id,
        detail={"before": before, "after": {"cause": breach.cause, "credit": breach.credit}},
    )
    _tell_explained(breach)
    return breach


def _broken_since(clock: Clock) -> datetime | None:
    due, until = clock.due_at, clock.stopped_at or now()
    return due if due is not None and until > due else None


def _measure(breach: Breach, clock: Clock, pauses: tuple[Pause, ...], broken: datetime) -> None:
    calendar, until = as_calendar(clock.calendar), clock.stopped_at or now()
    breach.due_at, breach.excused_at = broken, None
    over = running_time(broken, until, pauses, calendar)
    breach.minutes_over = over / MINUTE if clock.stopped_at else None
    breach.minutes_excluded = paused_time(_from(clock), until, pauses, calendar) / MINUTE


def _suggest(
    breach: Breach, clock: Clock, pauses: tuple[Pause, ...], readers: Sequence[ReaderFacts]
) -> None:
    """Says why, as far as facts go. That nobody could read it stays true when somebody can at last."""
    if breach.suggested_cause == "no_eligible_reader":
        return
    task, calendar, until = clock.task, as_calendar(clock.calendar), clock.stopped_at or now()
    facts = BreachFacts(
        allowed=timedelta(minutes=clock.minutes),
        unclaimed=running_time(_from(clock), _taken_up(task, until), pauses, calendar),
        excluded=paused_time(_from(clock), until, pauses, calendar),
        over=running_time(breach.due_at, until, pauses, calendar),
        readable=bool(clock.stopped_at) or somebody_may_read(task, readers),
        prior_status=task.prior_status,
    )
    breach.suggested_cause = suggested_cause(facts)
    if breach.cause_at is None:
        breach.cause = breach.suggested_cause


def _from(clock: Clock) -> datetime:
    return clock.counts_from or now()


def _excuse(clock: Clock) -> None:
    for breach in Breach.objects.select_related("task").filter(clock=clock, excused_at=None):
        breach.excused_at = now()
        breach.save(update_fields=["excused_at"])
        _tell_explained(breach)
    clock.breached_at = None
    clock.save(update_fields=["breached_at"])


def _tell_explained(breach: Breach) -> None:
    publish(
        BreachExplained(breach_id=breach.id, task_id=breach.task_id, study_id=breach.task.study_id)
    )


def _taken_up(task: ReadingTask, until: datetime) -> datetime:
    """When the claim that led somewhere began: the last one before ``until``."""
    claim: Claim | None = (
        Claim.objects.filter(task=task, claimed_at__lte=until, end_reason__in=["", "completed"])
        .order_by("-claimed_at")
        .first()
    )
    return claim.claimed_at if claim else until
