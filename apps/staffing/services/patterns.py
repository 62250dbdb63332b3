"""Recurring shifts, and the rolling eight weeks of shifts made from them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict, Unpack
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.outbox import publish
from apps.staffing.events import RosterChanged
from apps.staffing.models import Shift, ShiftPattern
from apps.staffing.recurrence import InvalidRecurrence, days, occurrences
from apps.staffing.selectors import access_reader
from apps.staffing.selectors.roster import access_pattern, current_patterns, pattern_value
from apps.staffing.services.changes import apply_changes, audit, require_time_zone

AHEAD = timedelta(weeks=8)
MUST_OCCUR_WITHIN = timedelta(days=5 * 366)
ONE_DAY = timedelta(days=1)


class PatternFields(TypedDict, total=False):
    role: str
    rank: int
    time_zone: str
    starts_on: date
    until: date | None
    start_time: time
    duration_minutes: int
    recurrence: str


def add_pattern(*, actor: Actor, reader_id: UUID, **fields: Unpack[PatternFields]) -> ShiftPattern:
    """A recurring shift and its shifts of the next eight weeks. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    pattern = ShiftPattern(reader_id=reader_id, **fields)
    _require_sense(pattern)
    pattern.save(force_insert=True)
    audit(actor=actor, action="shift_pattern.added", subject=pattern, reader=reader_id, **fields)
    materialise(pattern)
    publish(RosterChanged(reader_id=reader_id))
    return pattern


def change_pattern(
    *, actor: Actor, pattern_id: UUID, **fields: Unpack[PatternFields]
) -> ShiftPattern:
    """Changes the shifts that have not begun, except those changed by hand. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    pattern = access_pattern(pattern_id, lock=True)
    changed = apply_changes(pattern, dict(fields))
    if not changed:
        return pattern
    _require_sense(pattern)
    _remove_untouched(pattern)
    pattern.materialised_through = None
    pattern.save()
    audit(actor=actor, action="shift_pattern.changed", subject=pattern, changed=changed)
    materialise(pattern)
    publish(RosterChanged(reader_id=pattern.reader_id))
    return pattern


def end_pattern(*, actor: Actor, pattern_id: UUID) -> None:
    """Takes the pattern and its shifts that have not begun off the roster; covered ones stay. Raises ``NotFound``."""
    actor.require("staffing.manage")
    pattern = access_pattern(pattern_id, lock=True)
    removed = _remove_untouched(pattern)
    pattern.ended_at = now()
    pattern.save(update_fields=["ended_at"])
    audit(actor=actor, action="shift_pattern.ended", subject=pattern, shifts_removed=removed)
    publish(RosterChanged(reader_id=pattern.reader_id))


def materialise_roster() -> int:
    """Makes the missing shifts of the coming eight weeks for the current tenant; answers how many."""
    return sum(materialise(pattern) for pattern in current_patterns().select_for_update())


def materialise(pattern: ShiftPattern) -> int:
    """Makes the pattern's missing shifts, each once whatever was done to it since; the caller holds the row's lock."""
    moment = now()
    today = moment.astimezone(ZoneInfo(pattern.time_zone)).date()
    last = today + AHEAD
    first = today - ONE_DAY
    if pattern.materialised_through:
        first = max(first, pattern.materialised_through + ONE_DAY)
    if first > last:
        return 0
    made = Shift.objects.bulk_create(
        [
            Shift(
                pattern=pattern,
                occurs_on=one.day,
                reader_id=pattern.reader_id,
                role=pattern.role,
                rank=pattern.rank,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
            )
            for one in occurrences(pattern_value(pattern), first, last)
            if one.ends_at > moment
        ],
        ignore_conflicts=True,
    )
    pattern.materialised_through = last
    pattern.save(update_fields=["materialised_through"])
    return len(made)


def _remove_untouched(pattern: ShiftPattern) -> int:
    removed, _ = Shift.objects.filter(
        pattern=pattern, starts_at__gt=now(), edited=False, cancelled_at=None
    ).delete()
    return int(removed)


def _require_sense(pattern: ShiftPattern) -> None:
    require_time_zone(pattern.time_zone)
    if pattern.until and pattern.until < pattern.starts_on:
        raise Unprocessable("The last day lies before the first.", code="days_out_of_order")
    last = min(pattern.starts_on + MUST_OCCUR_WITHIN, datetime.max.replace(tzinfo=UTC).date())
    try:
        occurs = next(days(pattern_value(pattern), pattern.starts_on, last), None)
    except InvalidRecurrence as error:
        raise Unprocessable(str(error), code="invalid_recurrence") from None
    if occurs is None:
        raise Unprocessable("This rule names no day at all.", code="empty_recurrence")
