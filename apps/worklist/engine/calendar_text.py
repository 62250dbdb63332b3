"""Contract hours as people and JSON write them: weekdays and times of day."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from apps.worklist.engine.calendars import DAY_MINUTES, Hours, InvalidCalendar

TIME_OF_DAY = re.compile(r"(\d{2}):(\d{2})")


def minute_of_day(text: str) -> int:
    """Minutes after midnight of ``HH:MM``; ``24:00`` is the end of the day. Raises ``InvalidCalendar``."""
    match = TIME_OF_DAY.fullmatch(text)
    minute = int(match[1]) * 60 + int(match[2]) if match else DAY_MINUTES + 1
    if match is None or int(match[2]) > 59 or minute > DAY_MINUTES:
        raise InvalidCalendar(f"‘{text}’ is no time of day; write it as 08:00.")
    return minute


def time_of_day(minute: int) -> str:
    """``HH:MM`` of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def hours_from(entries: Iterable[Mapping[str, Any]]) -> tuple[Hours, ...]:
    """Hours from ``{"weekday": 0, "opens": "08:00", "closes": "18:00"}``.

    One that closes no later than it opens runs past midnight and becomes two. Raises ``InvalidCalendar``.
    """
    found: list[Hours] = []
    for entry in entries:
        try:
            weekday = int(entry["weekday"])
            opens, closes = minute_of_day(str(entry["opens"])), minute_of_day(str(entry["closes"]))
        except (KeyError, TypeError) as problem:
            raise InvalidCalendar("Hours have a weekday, opens and closes.") from problem
        found += _within_days(weekday, opens, closes)
    return tuple(sorted(found))


def hours_as_text(hours: Iterable[Hours]) -> list[dict[str, Any]]:
    """The other way: one entry per day and stretch."""
    return [
        {
            "weekday": entry.weekday,
            "opens": time_of_day(entry.opens),
            "closes": time_of_day(entry.closes),
        }
        for entry in hours
    ]


def _within_days(weekday: int, opens: int, closes: int) -> list[Hours]:
    if opens < closes:
        return [Hours(weekday, opens, closes)]
    evening = Hours(weekday, opens, DAY_MINUTES)
    return [evening, Hours((weekday + 1) % 7, 0, closes)] if closes else [evening]
