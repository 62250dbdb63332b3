"""Where the simulated practice has sites and readers: ISO 3166-2 jurisdictions and their time zones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction with its IANA time zone; ``weight`` is its share of the sites or of the readers."""

    jurisdiction: str
    time_zone: str
    weight: float


SITE_PLACES = (
    Place("US-NY", "America/New_York", 0.20),
    Place("US-PA", "America/New_York", 0.15),
    Place("US-FL", "America/New_York", 0.10),
    Place("US-IL", "America/Chicago", 0.10),
    Place("US-TX", "America/Chicago", 0.18),
    Place("US-CO", "America/Denver", 0.07),
    Place("US-CA", "America/Los_Angeles", 0.14),
    Place("US-WA", "America/Los_Angeles", 0.06),
)

READER_PLACES = (
    Place("US-NY", "America/New_York", 0.24),
    Place("US-TX", "America/Chicago", 0.20),
    Place("US-CO", "America/Denver", 0.12),
    Place("US-CA", "America/Los_Angeles", 0.20),
    Place("CH-ZH", "Europe/Zurich", 0.10),
    Place("AU-NSW", "Australia/Sydney", 0.14),
)


def local(day: date, hour: float, time_zone: str) -> datetime:
    """The UTC instant at which clocks of the zone show ``hour`` (0 ≤ hour < 48) of that day."""
    whole_days, rest = divmod(hour, 24)
    clock = time(int(rest), round(rest % 1 * 60))
    shown = datetime.combine(day + timedelta(days=int(whole_days)), clock, ZoneInfo(time_zone))
    return shown.astimezone(UTC)


def spread(places: tuple[Place, ...], count: int) -> list[Place]:
    """``count`` places in proportion to their weights, so that each comes up when there is room."""
    taken: list[Place] = []
    for number in range(1, count + 1):
        taken.append(max(places, key=lambda place: place.weight * number - taken.count(place)))
    return taken
