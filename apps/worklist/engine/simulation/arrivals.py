"""The studies that the simulated sites send: drawn once, read under every policy."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp
from random import Random
from uuid import UUID

from apps.worklist.engine.simulation.catalogue import (
    PROCEDURES,
    STROKE_STUDIES,
    TRAUMA_STUDIES,
    Procedure,
)
from apps.worklist.engine.simulation.demand import Demand
from apps.worklist.engine.simulation.indications import INDICATIONS
from apps.worklist.engine.simulation.sites import PATIENT_CLASSES, SimulatedSite

RETURNING = 0.12
SENDING = timedelta(minutes=12)
_WEIGHTS = {one: [item.frequency(one) for item in PROCEDURES] for one in PATIENT_CLASSES}
_PRIORITIES = {
    "emergency": (0.16, 0.62),
    "inpatient": (0.07, 0.30),
    "outpatient": (0.005, 0.03),
}


@dataclass(frozen=True, slots=True)
class SimulatedPatient:
    patient_id: UUID
    age: float
    age_group: str
    sex: str


@dataclass(frozen=True, slots=True)
class SimulatedStudy:
    """One study as sent. ``effort`` multiplies its procedure's minutes, whoever reads it under whatever policy.

    Nobody knows the effort before reading; the number of images tells a little of it.
    """

    study_id: UUID
    site: SimulatedSite
    patient: SimulatedPatient
    procedure: Procedure
    patient_class: str
    priority: str
    indication: str
    received_at: datetime
    effort: float
    images: int

    @property
    def made_at(self) -> datetime:
        """When the examination was done."""
        return self.received_at - SENDING


class Sender:
    """One site's stream: it remembers recent patients, some of whom come back."""

    def __init__(self, random: Random, site: SimulatedSite, demand: Demand) -> None:
        self._random = random
        self._site = site
        self._demand = demand
        self._recent: deque[SimulatedPatient] = deque(maxlen=12)

    def hour(self, hour: datetime) -> Iterator[SimulatedStudy]:
        """The studies of the hour that starts at ``hour``, in no order."""
        for patient_class in PATIENT_CLASSES:
            expected = self._demand.studies(self._site, patient_class, hour)
            for _ in range(_poisson(self._random, expected)):
                at = hour + timedelta(seconds=self._random.randrange(3600))
                yield from self._encounter(patient_class, at)

    def _encounter(self, patient_class: str, at: datetime) -> Iterator[SimulatedStudy]:
        drawn = self._random.random()
        if patient_class == "emergency" and drawn < 0.008:
            yield from self._bundle(STROKE_STUDIES, at, "Acute stroke, facial droop, aphasia")
        elif self._site.kind == "trauma_centre" and patient_class == "emergency" and drawn < 0.018:
            yield from self._bundle(TRAUMA_STUDIES, at, "Major trauma, motor vehicle collision")
        else:
            procedure = self._random.choices(PROCEDURES, _WEIGHTS[patient_class])[0]
            priority = self._priority(patient_class)
            asked = self._random.choice(INDICATIONS[procedure.text])
            yield self._study(self._patient(), procedure, patient_class, priority, at, asked)

    def _bundle(
        self, procedures: Sequence[Procedure], at: datetime, indication: str
    ) -> Iterator[SimulatedStudy]:
        patient = self._new_patient(adult=True)
        for number, procedure in enumerate(procedures):
            sent_at = at + timedelta(seconds=75 * number)
            yield self._study(patient, procedure, "emergency", "STAT", sent_at, indication)

    def _study(
        self,
        patient: SimulatedPatient,
        procedure: Procedure,
        patient_class: str,
        priority: str,
        at: datetime,
        indication: str,
    ) -> SimulatedStudy:
        effort = min(3.0, max(0.4, self._random.lognormvariate(-0.05, 0.32)))
        images = procedure.images * effort**0.5 * self._random.lognormvariate(0.0, 0.2)
        return SimulatedStudy(
            study_id=UUID(int=self._random.getrandbits(128), version=4),
            site=self._site,
            patient=patient,
            procedure=procedure,
            patient_class=patient_class,
            priority=priority,
            indication=indication,
            received_at=at,
            effort=effort,
            images=max(1, round(images)),
        )

    def _priority(self, patient_class: str) -> str:
        stat, urgent = _PRIORITIES[patient_class]
        drawn = self._random.random()
        if drawn < stat:
            return "STAT"
        return "URGENT" if drawn < stat + urgent else "ROUTINE"

    def _patient(self) -> SimulatedPatient:
        if self._recent and self._random.random() < RETURNING:
            return self._recent[self._random.randrange(len(self._recent))]
        return self._new_patient(adult=False)

    def _new_patient(self, *, adult: bool) -> SimulatedPatient:
        age = self._random.uniform(18, 95)
        if not adult and self._random.random() < 0.07:
            age = 18 * self._random.random() ** 1.5
        patient = SimulatedPatient(
            patient_id=UUID(int=self._random.getrandbits(128), version=4),
            age=round(age, 2),
            age_group=_age_group(age),
            sex="F" if self._random.random() < 0.53 else "M",
        )
        self._recent.append(patient)
        return patient


def draw_arrivals(
    random: Random,
    sites: Sequence[SimulatedSite],
    demand: Demand,
    *,
    starts_at: datetime,
    days: int,
) -> tuple[SimulatedStudy, ...]:
    """Every study of the period, oldest first."""
    senders = [Sender(random, site, demand) for site in sites]
    hours = [starts_at + timedelta(hours=number) for number in range(days * 24)]
    studies = [study for hour in hours for sender in senders for study in sender.hour(hour)]
    return tuple(sorted(studies, key=lambda study: (study.received_at, study.study_id)))


def _age_group(age: float) -> str:
    for group, below in (("neonate", 28 / 365), ("infant", 2), ("child", 12), ("adolescent", 18)):
        if age < below:
            return group
    return "adult"


def _poisson(random: Random, expected: float) -> int:
    """Knuth's product of uniforms: exact, and quick for the few studies of one site and hour."""
    limit, product, count = exp(-expected), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count
