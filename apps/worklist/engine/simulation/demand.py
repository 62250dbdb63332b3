"""How many studies, and how many minutes of reading, the sites are expected to send in any hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from apps.worklist.engine.simulation.catalogue import PROCEDURES
from apps.worklist.engine.simulation.sites import PATIENT_CLASSES, SimulatedSite

WEEK_HOURS = 168


class Demand:
    """The sites' rates, scaled so that a whole week brings ``per_day`` studies a day on average."""

    def __init__(self, sites: Sequence[SimulatedSite], starts_at: datetime, per_day: float) -> None:
        self._sites = sites
        self._minutes = {one: _minutes_of_a_study(one) for one in PATIENT_CLASSES}
        hours = [starts_at + timedelta(hours=number) for number in range(WEEK_HOURS)]
        total = sum(
            site.rate(patient_class, hour)
            for site in sites
            for patient_class in PATIENT_CLASSES
            for hour in hours
        )
        self._scale = per_day * 7 / total
        self.week = [self._reading_minutes(hour) for hour in hours]

    def studies(self, site: SimulatedSite, patient_class: str, hour: datetime) -> float:
        """Expected number of studies of that class of patient from the site in the hour that starts at ``hour``."""
        return self._scale * site.rate(patient_class, hour)

    def _reading_minutes(self, hour: datetime) -> float:
        return sum(
            self.studies(site, patient_class, hour) * self._minutes[patient_class]
            for site in self._sites
            for patient_class in PATIENT_CLASSES
        )


def _minutes_of_a_study(patient_class: str) -> float:
    weights = [one.frequency(patient_class) for one in PROCEDURES]
    minutes = sum(weight * one.minutes for weight, one in zip(weights, PROCEDURES, strict=True))
    return minutes / sum(weights)
