"""What the clock on a site's wall shows."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


def local_moment(at: datetime, zone: str) -> datetime:
    """``at`` in the IANA time zone ``zone``; in UTC if there is no such zone or its calendar ends before."""
    try:
        return at.astimezone(_zone(zone))
    except OverflowError:
        return at


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return ZoneInfo("UTC")
