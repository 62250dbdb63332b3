"""By when a site is to answer a request for priors. Pure: no Django, no clock."""

from collections.abc import Mapping
from datetime import datetime, timedelta

# A reader with a STAT study open waits for minutes, not hours.
MINUTES: Mapping[str, int] = {"STAT": 10, "URGENT": 30, "ROUTINE": 4 * 60}


def answer_due_at(*, requested_at: datetime, priority: str) -> datetime:
    """The moment by which a request made at ``requested_at`` for a study of ``priority`` is to be answered."""
    return requested_at + timedelta(minutes=MINUTES.get(priority, MINUTES["ROUTINE"]))
