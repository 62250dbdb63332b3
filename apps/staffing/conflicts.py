"""What stands against a shift: its reader is absent, on duty twice, or will not be allowed to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Conflict = Literal[
    "", "reader_inactive", "absent", "licence_ends", "privilege_ends", "double_booked"
]
CONFLICTS: tuple[Conflict, ...] = (
    "reader_inactive",
    "absent",
    "licence_ends",
    "privilege_ends",
    "double_booked",
)
"""The gravest first; a shift shows the first that it has."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift, to be held against what else is known of its reader."""

    id: UUID
    role: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Against:
    """What is known of one reader: spans of absence, ends of credentials that nothing replaces, other shifts."""

    active: bool = True
    absences: tuple[tuple[datetime, datetime], ...] = ()
    licence_ends: tuple[datetime, ...] = ()
    privilege_ends: tuple[datetime, ...] = ()
    shifts: tuple[Duty, ...] = ()


def conflict_of(duty: Duty, against: Against) -> Conflict:
    """The gravest conflict of one shift, or none."""
    if not against.active:
        return "reader_inactive"
    if any(starts < duty.ends_at and ends > duty.starts_at for starts, ends in against.absences):
        return "absent"
    if _ends_before(against.licence_ends, duty):
        return "licence_ends"
    if _ends_before(against.privilege_ends, duty):
        return "privilege_ends"
    if any(_clashes(duty, other) for other in against.shifts):
        return "double_booked"
    return ""


def _ends_before(ends: Iterable[datetime], duty: Duty) -> bool:
    return any(end < duty.ends_at for end in ends)


def _clashes(duty: Duty, other: Duty) -> bool:
    return (
        other.id != duty.id
        and other.role == duty.role
        and other.starts_at < duty.ends_at
        and other.ends_at > duty.starts_at
    )
