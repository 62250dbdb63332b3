"""When an examination ended, from what its instances say of themselves. Pure.

The latest end of the performed procedure step (PS3.3 C.7.3.1: (0040,0250), (0040,0251)); where no instance names one,
the latest acquisition (PS3.3 C.7.6.1, C.7.6.16: (0008,002A), else (0008,0022) and (0008,0032)); else the latest content
(PS3.3 C.7.6.1: (0008,0023) and (0008,0033)). Wall-clock times are read as ``times`` reads them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

from apps.archive.dicom.times import instant, instant_of_date_time

# An object cannot tell of anything after it was received. A modality's clock that is ahead by no more than this is
# taken at its word; a time further ahead is a mistake and says nothing.
CLOCK_SKEW = timedelta(minutes=5)

Headers = Mapping[str, Any]
Reading = Callable[[Headers, str, tzinfo], datetime | None]


def exam_end(instances: Iterable[tuple[Headers, datetime]], *, zone: tzinfo) -> datetime | None:
    """The UTC instant at which the examination ended, or None where no instance gives one that can be true.

    Each instance is its attributes in the DICOM JSON Model (PS3.18 Annex F) and the instant it was received at. A time
    without an offset of its own is one of ``zone``. What lies more than ``CLOCK_SKEW`` after an instance's receipt is
    passed over, and the next better source of that instance is asked.
    """
    latest: dict[int, datetime] = {}
    for headers, received_at in instances:
        offset = _text(headers, "00080201")
        for rank, read in enumerate(_SOURCES):
            at = read(headers, offset, zone)
            if at is not None and at <= received_at + CLOCK_SKEW:
                latest[rank] = max(at, latest.get(rank, at))
                break
    return latest[min(latest)] if latest else None


def _performed(headers: Headers, offset: str, zone: tzinfo) -> datetime | None:
    return _pair(headers, "00400250", "00400251", offset, zone)


def _acquired(headers: Headers, offset: str, zone: tzinfo) -> datetime | None:
    whole = instant_of_date_time(_text(headers, "0008002A"), offset_text=offset, zone=zone)
    return whole or _pair(headers, "00080022", "00080032", offset, zone)


def _made(headers: Headers, offset: str, zone: tzinfo) -> datetime | None:
    return _pair(headers, "00080023", "00080033", offset, zone)


_SOURCES: tuple[Reading, ...] = (_performed, _acquired, _made)


def _pair(
    headers: Headers, date_tag: str, time_tag: str, offset: str, zone: tzinfo
) -> datetime | None:
    return instant(
        _text(headers, date_tag), _text(headers, time_tag), offset_text=offset, zone=zone
    )


def _text(headers: Headers, tag: str) -> str:
    """The attribute's first value; "" where it is absent, empty or not text."""
    attribute = headers.get(tag)
    values = attribute.get("Value") if isinstance(attribute, Mapping) else None
    first = values[0] if isinstance(values, list) and values else None
    return first if isinstance(first, str) else ""
