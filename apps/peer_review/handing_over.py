"""When what was said of a report is handed to who signed it: in the morning, all of a day together. Pure.

Told at the minute of the score, whoever saw a colleague at work at that minute would know who gave it.
"""

from datetime import datetime, timedelta
from typing import Final

# UTC: before the day begins in Europe, at the end of the evening in America.
HOUR: Final = 5
DAY: Final = timedelta(days=1)
# What is scored shortly before is handed over a day later, or a score of the last minutes would be told alone.
LEAST: Final = timedelta(hours=2)


def last_morning(at: datetime) -> datetime:
    """The latest hand-over that is not after ``at`` (UTC)."""
    morning = at.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return morning if morning <= at else morning - DAY


def handed_over_before(at: datetime) -> datetime:
    """At ``at``, what was scored before this instant has been handed over."""
    return last_morning(at) - LEAST
