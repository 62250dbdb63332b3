"""The simulated sites and the rate at which each sends, hour by hour."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.worklist.engine.simulation.geography import SITE_PLACES, spread

PATIENT_CLASSES = ("emergency", "inpatient", "outpatient")

_HOURS = {
    "emergency": (
        *(0.60, 0.50, 0.42, 0.36, 0.34, 0.37, 0.45, 0.60, 0.80, 1.00, 1.15, 1.20),
        *(1.20, 1.20, 1.20, 1.20, 1.20, 1.22, 1.25, 1.25, 1.20, 1.10, 0.95, 0.75),
    ),
    "inpatient": (
        *(0.30, 0.25, 0.25, 0.35, 0.90, 1.50, 1.20, 0.90, 1.00, 1.20, 1.30, 1.30),
        *(1.20, 1.20, 1.20, 1.10, 1.00, 0.90, 0.80, 0.70, 0.60, 0.50, 0.45, 0.35),
    ),
    "outpatient": (
        *(0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.10, 0.80, 1.60, 1.90, 1.90, 1.80),
        *(1.40, 1.60, 1.80, 1.70, 1.40, 0.80, 0.30, 0.10, 0.00, 0.00, 0.00, 0.00),
    ),
}
_WEEKEND = {"emergency": 1.05, "inpatient": 0.85, "outpatient": 0.12}
_MIX = {
    "trauma_centre": (0.62, 0.26, 0.12),
    "hospital": (0.58, 0.20, 0.22),
    "clinic": (0.10, 0.00, 0.90),
    "imaging_centre": (0.00, 0.00, 1.00),
}
_SIZE = {"trauma_centre": 2.4, "hospital": 1.0, "clinic": 0.4, "imaging_centre": 0.7}
_KINDS = ("hospital", "trauma_centre", "hospital", "imaging_centre", "hospital", "clinic")


@dataclass(frozen=True, slots=True)
class SimulatedSite:
    """A hospital, clinic or imaging centre; ``after_hours`` ones read themselves on weekdays from 8 to 17."""

    site_id: UUID
    slug: str
    kind: str
    jurisdiction: str
    time_zone: str
    size: float
    after_hours: bool

    def rate(self, patient_class: str, at: datetime) -> float:
        """How much of that class of patient it sends in the hour of ``at``, relative to other sites and hours."""
        shown = at.astimezone(ZoneInfo(self.time_zone))
        weekend = shown.weekday() >= 5
        if self.after_hours and not weekend and 8 <= shown.hour < 17:
            return 0.0
        share = _MIX[self.kind][PATIENT_CLASSES.index(patient_class)]
        day = _WEEKEND[patient_class] if weekend else 1.0
        return self.size * share * day * _HOURS[patient_class][shown.hour]


def build_sites(random: Random, count: int) -> tuple[SimulatedSite, ...]:
    """``count`` sites of all kinds over the practice's jurisdictions."""
    sites = []
    for number, place in enumerate(spread(SITE_PLACES, count)):
        kind = _KINDS[number % len(_KINDS)]
        sites.append(
            SimulatedSite(
                site_id=UUID(int=random.getrandbits(128), version=4),
                slug=f"site-{number + 1:02d}",
                kind=kind,
                jurisdiction=place.jurisdiction,
                time_zone=place.time_zone,
                size=_SIZE[kind] * random.uniform(0.6, 1.4),
                after_hours=kind == "hospital" and random.random() < 0.5,
            )
        )
    return tuple(sites)
