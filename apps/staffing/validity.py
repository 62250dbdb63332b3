"""What a credential's instants and status mean at a moment, and whether another one takes over from it."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal, Protocol

State = Literal["valid", "future", "expired", "suspended", "revoked"]
STATES: tuple[State, ...] = ("valid", "future", "expired", "suspended", "revoked")


class Term(Protocol):
    """Valid from ``starts_at`` until just before ``ends_at``; with None, without end."""

    starts_at: datetime
    ends_at: datetime | None


def state_at(status: str, term: Term, at: datetime) -> State:
    """Suspension and revocation count before the calendar does."""
    if status == "suspended":
        return "suspended"
    if status == "revoked":
        return "revoked"
    if at < term.starts_at:
        return "future"
    return "valid" if term.ends_at is None or at < term.ends_at else "expired"


def days_left(ends_at: datetime | None, at: datetime) -> int | None:
    """Whole days until the end; 0 within the last day and after it, None without an end."""
    return None if ends_at is None else max(0, (ends_at - at).days)


def takes_over(successor: Term, ending: Term) -> bool:
    """Whether ``successor`` is valid at the instant at which ``ending`` no longer is."""
    if ending.ends_at is None:
        return False
    return successor.starts_at <= ending.ends_at and (
        successor.ends_at is None or successor.ends_at > ending.ends_at
    )


def holds_all(wider: Collection[str], narrower: Collection[str]) -> bool:
    """Whether a list covers another, where an empty list means everything."""
    return not wider or (bool(narrower) and set(narrower) <= set(wider))


def due_warning(ends_at: datetime, at: datetime, days: Collection[int]) -> int | None:
    """The warning that is due at ``at``: the smallest of ``days`` that is not less than what is left.

    Earlier ones that were never sent (a licence entered late, a server that stood still) are not made up for. None
    where the end is further away than any, or has passed.
    """
    left = ends_at - at
    if left.total_seconds() <= 0:
        return None
    reached = [number for number in days if left.total_seconds() <= number * 86_400]
    return min(reached, default=None)
