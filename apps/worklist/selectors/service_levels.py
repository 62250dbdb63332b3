"""What is promised for a task, and how its clocks stand."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from apps.worklist.engine.calendar_text import hours_from, minute_of_day
from apps.worklist.engine.calendars import ServiceCalendar as Calendar
from apps.worklist.engine.clocks import Pause, Target
from apps.worklist.engine.escalation import DEFAULT_LADDERS, Rung, ladder_from
from apps.worklist.engine.promises import Promise, promised
from apps.worklist.engine.sla import PolicyRow, SlaFacts
from apps.worklist.models import Clock, ClockPause, Pathway, ReadingTask, ServiceCalendar, SlaPolicy

ROUND_THE_CLOCK = Calendar()


def as_calendar(row: ServiceCalendar | None) -> Calendar:
    """The engine's value of a stored calendar; none counts round the clock."""
    if row is None:
        return ROUND_THE_CLOCK
    return Calendar(
        time_zone=row.time_zone,
        hours=hours_from(row.hours),
        holidays=frozenset(date.fromisoformat(day) for day in row.holidays),
        late_from=minute_of_day(row.late_from) if row.late_from else None,
    )


def calendars(calendar_ids: Collection[UUID | None]) -> dict[UUID | None, Calendar]:
    """The engine's values by id; None is round the clock."""
    wanted = {calendar_id for calendar_id in calendar_ids if calendar_id}
    found: dict[UUID | None, Calendar] = {None: ROUND_THE_CLOCK}
    if wanted:
        rows = ServiceCalendar.objects.filter(id__in=wanted)
        found.update({row.id: as_calendar(row) for row in rows})
    return found


def as_policy_row(row: SlaPolicy) -> PolicyRow:
    """The engine's value of a row of the matrix."""
    return PolicyRow(
        id=row.id,
        minutes=row.minutes,
        site_id=row.site_id,
        pathway=row.pathway,
        priority=row.priority,
        modality=row.modality,
        read_type=row.read_type,
        calendar_id=row.calendar_id,
        clock_from=row.clock_from,
        clock_to=row.clock_to,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
    )


def policy_rows() -> list[PolicyRow]:
    """The practice's matrix."""
    return [as_policy_row(row) for row in SlaPolicy.objects.all()]


def promises(
    *,
    task: ReadingTask,
    modalities: Collection[str],
    pathway: Pathway,
    minutes: int | None,
    matrix: Sequence[PolicyRow] | None = None,
) -> list[Promise]:
    """Every clock the task is to have, its own first; by ``matrix`` where the caller has it already.

    For its own report a rule's ``minutes`` stand above the matrix and count round the clock. The pathway's own target
    is a row of the matrix that names the pathway alone. Where no row matches, the shipped minutes hold.
    """
    facts = SlaFacts(
        site_id=task.site_id,
        priority=task.priority,
        pathway=pathway.code,
        modalities=frozenset(modalities),
        read_type=task.read_type,
    )
    own_target = (
        PolicyRow(id=pathway.id, minutes=pathway.minutes, pathway=pathway.code)
        if pathway.minutes
        else None
    )
    return promised(
        policy_rows() if matrix is None else matrix,
        facts,
        task.received_at,
        pathway_row=own_target,
        minutes=minutes,
    )


def ladder_of(pathway: Pathway) -> tuple[Rung, ...]:
    """The practice's ladder for the pathway, or the shipped one."""
    if pathway.ladder is None:
        return DEFAULT_LADDERS.get(pathway.code, DEFAULT_LADDERS["routine"])
    return ladder_from(pathway.ladder)


def pauses_of(task_id: UUID) -> tuple[Pause, ...]:
    """When the task's clocks stood, and stand."""
    rows = ClockPause.objects.filter(task_id=task_id).order_by("started_at")
    return tuple(Pause(row.started_at, row.ended_at) for row in rows)


def clocks_of(task_id: UUID) -> list[Clock]:
    """The task's clocks with policy and calendar, its own first."""
    return list(
        Clock.objects.filter(task_id=task_id)
        .select_related("policy", "calendar")
        .order_by("-own", "milestone_to")
    )


def target_of(clock: Clock) -> Target | None:
    """What a started clock runs to."""
    if clock.counts_from is None:
        return None
    return Target(clock.counts_from, clock.minutes, as_calendar(clock.calendar))


def own_clock(clocks: Sequence[Clock]) -> Clock | None:
    """The clock for the task's own report."""
    return next((clock for clock in clocks if clock.own), None)


def own_due(task: ReadingTask) -> datetime:
    """When the task's own report is due, or was; while its clock stands, what the list shows."""
    clock: Clock | None = Clock.objects.filter(task=task, own=True).first()
    return clock.due_at if clock and clock.due_at else task.due_at
