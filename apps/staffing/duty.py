"""Stretches of duty with the absences cut out of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from apps.staffing.facts import ShiftFacts

Span = tuple[datetime, datetime]


def on_duty(shifts: Iterable[ShiftFacts], absences: Iterable[Span]) -> tuple[ShiftFacts, ...]:
    """What remains of ``shifts`` outside ``absences``, in order of beginning; one shift may leave several pieces."""
    pieces = list(shifts)
    for starts_at, ends_at in absences:
        pieces = [piece for shift in pieces for piece in _cut(shift, starts_at, ends_at)]
    return tuple(sorted(pieces, key=lambda piece: (piece.starts_at, piece.role, piece.rank)))


def _cut(shift: ShiftFacts, starts_at: datetime, ends_at: datetime) -> list[ShiftFacts]:
    if ends_at <= shift.starts_at or starts_at >= shift.ends_at:
        return [shift]
    pieces = []
    if starts_at > shift.starts_at:
        pieces.append(replace(shift, ends_at=starts_at))
    if ends_at < shift.ends_at:
        pieces.append(replace(shift, starts_at=ends_at))
    return pieces
