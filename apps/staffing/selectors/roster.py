"""Shifts, absences, and who is on call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.staffing.models import Absence, ReaderProfile, Shift, ShiftPattern
from apps.staffing.recurrence import Pattern
from apps.staffing.selectors.readers import reader_memberships
from apps.staffing.selectors.rows import lock_row

LADDER_ROLES = ("on_call", "backup")


@dataclass(frozen=True, slots=True)
class OnCall:
    """A rung of the on-call ladder: who to call, and until when they are on it."""

    reader_id: UUID
    name: str
    role: str
    rank: int
    shift_id: UUID
    ends_at: datetime


def on_call_ladder(at: datetime | None = None) -> list[OnCall]:
    """Who to call at ``at`` (now): on call by rank, then backup by rank, without the absent and the inactive."""
    at = at or now()
    names = dict(reader_memberships().values_list("user_id", "user__name"))
    absent = Absence.objects.filter(starts_at__lte=at, ends_at__gt=at).values("reader_id")
    inactive = ReaderProfile.objects.filter(active=False).values("reader_id")
    found = (
        shifts_at(at)
        .filter(role__in=LADDER_ROLES, reader_id__in=names)
        .exclude(reader_id__in=absent)
        .exclude(reader_id__in=inactive)
    )
    ordered = sorted(
        found,
        key=lambda s: (LADDER_ROLES.index(s.role), s.rank, s.starts_at, names[s.reader_id], s.id),
    )
    return [
        OnCall(s.reader_id, names[s.reader_id], s.role, s.rank, s.id, s.ends_at) for s in ordered
    ]


def shifts_at(at: datetime) -> QuerySet[Shift]:
    """The shifts that run at ``at``."""
    found: QuerySet[Shift] = Shift.objects.filter(
        cancelled_at=None, starts_at__lte=at, ends_at__gt=at
    )
    return found


def shifts_between(
    starts_at: datetime, ends_at: datetime, reader_id: UUID | None = None
) -> QuerySet[Shift]:
    """The shifts that touch the span, with readers, in order of beginning."""
    found: QuerySet[Shift] = (
        Shift.objects.filter(cancelled_at=None, ends_at__gt=starts_at, starts_at__lt=ends_at)
        .select_related("reader", "covered_for")
        .order_by("starts_at", "rank", "id")
    )
    return found if reader_id is None else found.filter(reader_id=reader_id)


def access_shift(shift_id: UUID, *, lock: bool = False) -> Shift:
    """A shift that was not cancelled; raises ``NotFound``."""
    shifts: QuerySet[Shift] = Shift.objects.filter(id=shift_id, cancelled_at=None)
    shift = (
        shifts.select_for_update() if lock else shifts.select_related("reader", "covered_for")
    ).first()
    if shift is None:
        raise NotFound("There is no such shift.")
    return shift


def other_shifts(reader_id: UUID, than: Shift) -> QuerySet[Shift]:
    """The reader's other shifts in the same role."""
    found: QuerySet[Shift] = Shift.objects.filter(
        reader_id=reader_id, role=than.role, cancelled_at=None
    ).exclude(id=than.id)
    return found


def absences_within(reader_id: UUID, starts_at: datetime, ends_at: datetime) -> QuerySet[Absence]:
    """The reader's absences that touch the span."""
    found: QuerySet[Absence] = Absence.objects.filter(
        reader_id=reader_id, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return found


def absences(reader_id: UUID | None = None) -> QuerySet[Absence]:
    """Absences that are not over, with readers, in order."""
    found: QuerySet[Absence] = (
        Absence.objects.filter(ends_at__gt=now())
        .select_related("reader")
        .order_by("starts_at", "id")
    )
    return found if reader_id is None else found.filter(reader_id=reader_id)


def may_see_reason(actor: Actor, absence: Absence) -> bool:
    """Whether the actor may know why somebody is absent: their manager and they themselves."""
    return actor.can("staffing.manage") or absence.reader_id == actor.user_id


def current_patterns(reader_id: UUID | None = None) -> QuerySet[ShiftPattern]:
    """The patterns on the roster, in the order in which they were made."""
    found: QuerySet[ShiftPattern] = ShiftPattern.objects.filter(ended_at=None).order_by("id")
    return found if reader_id is None else found.filter(reader_id=reader_id)


def pattern_value(pattern: ShiftPattern) -> Pattern:
    """The pattern as the rules of recurrence read it."""
    return Pattern(
        time_zone=pattern.time_zone,
        starts_on=pattern.starts_on,
        start_time=pattern.start_time,
        duration_minutes=pattern.duration_minutes,
        recurrence=pattern.recurrence,
        until=pattern.until,
    )


def access_pattern(pattern_id: UUID, *, lock: bool = False) -> ShiftPattern:
    """A pattern on the roster; raises ``NotFound``."""
    if lock:
        lock_row(ShiftPattern, pattern_id, "recurring shift")
    pattern = current_patterns().select_related("reader").filter(id=pattern_id).first()
    if pattern is None:
        raise NotFound("There is no such recurring shift.")
    return pattern
