"""DICOM dates and times as instants (PS3.5 Table 6.2-1: DA, TM, DT; PS3.3 C.12.1: (0008,0201)).

A wall-clock time is read with the object's own Timezone Offset From UTC if it has one, else in the
site's zone. Where the site's clocks go back, an ambiguous time means its first occurrence; where
they go forward, a time that never was is read with the offset before the change. Nothing here
raises for a value: what cannot be read, or says less than an hour, is None.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})|(\d{4})\.(\d{2})\.(\d{2})")
_TIME = re.compile(
    r"(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6}))?)?)?"
    r"|(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?"
)
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})")
_DATE_TIME = re.compile(r"(\d{8})(\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?)([+-]\d{4})?")
_LARGEST_OFFSET = timedelta(hours=14)
_SMALLEST_OFFSET = timedelta(hours=-12)


def parse_date(text: str) -> date | None:
    """DA, also in its pre-1993 form `YYYY.MM.DD`."""
    match = _DATE.fullmatch(text.strip()) if text.isascii() else None
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """TM, also in its pre-1993 form with colons; missing parts are zero, a leap second is :59."""
    match = _TIME.fullmatch(text.strip()) if text.isascii() else None
    if match is None:
        return None
    hour, minute, second, fraction = match.groups()[:4] if match[1] else match.groups()[4:]
    microsecond = int((fraction or "0").ljust(6, "0"))
    try:
        return time(int(hour), int(minute or 0), min(int(second or 0), 59), microsecond)
    except ValueError:
        return None


def parse_offset(text: str) -> timezone | None:
    """`&ZZXX` of DT and (0008,0201): `+HHMM` between -1200 and +1400."""
    match = _OFFSET.fullmatch(text.strip()) if text.isascii() else None
    if match is None or int(match[3]) > 59:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if match[1] == "-":
        offset = -offset
    if not _SMALLEST_OFFSET <= offset <= _LARGEST_OFFSET:
        return None
    return timezone(offset)


def instant(date_text: str, time_text: str, *, offset_text: str, zone: tzinfo) -> datetime | None:
    """The UTC instant of a DA and TM pair, or None when either is missing or illegal."""
    day, clock = parse_date(date_text), parse_time(time_text)
    if day is None or clock is None:
        return None
    return _to_utc(datetime.combine(day, clock), parse_offset(offset_text) or zone)


def instant_of_date_time(text: str, *, offset_text: str, zone: tzinfo) -> datetime | None:
    """The UTC instant of a DT that names at least the hour; its own offset wins."""
    match = _DATE_TIME.fullmatch(text.strip()) if text.isascii() else None
    if match is None:
        return None
    return instant(match[1], match[2], offset_text=match[3] or offset_text, zone=zone)


def _to_utc(wall: datetime, zone: tzinfo) -> datetime | None:
    try:
        return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
