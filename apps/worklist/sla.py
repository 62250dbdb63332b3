"""When a report is due. Pure: no Django, no clock."""

from collections.abc import Mapping
from datetime import datetime, timedelta

PRIORITY_RANK: Mapping[str, int] = {"STAT": 0, "URGENT": 1, "ROUTINE": 2}
DEFAULT_MINUTES: Mapping[str, int] = {"STAT": 30, "URGENT": 120, "ROUTINE": 24 * 60}


def due_at(
    *, received_at: datetime, priority: str, minutes_by_priority: Mapping[str, int]
) -> datetime:
    """The moment by which a task received at ``received_at`` is to be signed.

    A priority that the practice has no policy for takes the shipped default. Raises ``KeyError`` for an unknown one.
    """
    minutes = minutes_by_priority.get(priority, DEFAULT_MINUTES[priority])
    return received_at + timedelta(minutes=minutes)
