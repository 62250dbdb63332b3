"""Sites × hours: how many readers on duty may read there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.staffing.models import ReaderProfile
from apps.staffing.selectors import reader_facts
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites
from apps.worklist.engine.coverage import (
    HOUR,
    Stretch,
    covered_stretches,
    fewest_per_hour,
    for_planning,
    reading_stretches,
)
from apps.worklist.engine.eligibility import Verdict, class_verdict
from apps.worklist.engine.facts import ReaderFacts, WorkClass


@dataclass(frozen=True, slots=True)
class Asked:
    """A span of whole UTC hours, and the kind of work; an empty modality or procedure group means any."""

    start: datetime
    hours: int
    modality: str = ""
    procedure_group: str = ""

    @property
    def end(self) -> datetime:
        return self.start + self.hours * HOUR


@dataclass(frozen=True, slots=True)
class SiteCoverage:
    """``readers`` has one number per hour: the fewest at any instant of it, so 0 is a gap."""

    site: Site
    readers: list[int]


@dataclass(frozen=True, slots=True)
class ReaderCover:
    """One reader in one hour at one site: the verdict at the hour's start, and when in it they cover the site."""

    reader: ReaderFacts
    on_shift: bool
    verdict: Verdict
    stretches: list[Stretch]


def coverage(*, actor: Actor, asked: Asked) -> list[SiteCoverage]:
    """Every active site of the practice, by name; a fixed number of queries."""
    places = [site for site in sites(site_ids=actor.site_ids) if site.active]
    classes = {site.id: _work(site, asked) for site in places}
    covered: dict[UUID, list[Stretch]] = {site.id: [] for site in places}
    for reader in planned_readers(asked):
        of_reader = covered_stretches(classes, reader, asked.start, asked.end)
        for site_id, stretches in of_reader.items():
            covered[site_id].extend(stretches)
    return [
        SiteCoverage(site, fewest_per_hour(covered[site.id], asked.start, asked.hours))
        for site in places
    ]


def coverage_of_hour(*, actor: Actor, site_id: UUID, asked: Asked) -> list[ReaderCover]:
    """Why one hour at one site has the readers it has: every reader, by name. Raises ``NotFound``."""
    site = sites(site_ids=actor.site_ids).filter(id=site_id).first()
    if site is None:
        raise NotFound("There is no such site.")
    work = _work(site, asked)
    return [
        ReaderCover(
            reader=reader,
            on_shift=_on_duty_at_start(reader, asked),
            verdict=class_verdict(work, reader, asked.start),
            stretches=covered_stretches({site.id: work}, reader, asked.start, asked.end).get(
                site.id, []
            ),
        )
        for reader in planned_readers(asked)
    ]


def planned_readers(asked: Asked) -> Iterable[ReaderFacts]:
    """The practice's readers with their shifts in the span, each at their usual place, by name."""
    usual = usual_locations()
    for reader in reader_facts(at=asked.start, shifts_until=asked.end):
        yield for_planning(
            reader,
            location=usual.get(reader.reader_id, reader.location),
            modality=asked.modality,
            procedure_group=asked.procedure_group,
        )


def usual_locations() -> dict[UUID, str]:
    """Where readers read from unless they say otherwise, by reader."""
    rows = ReaderProfile.objects.exclude(default_location="")
    return dict(rows.values_list("reader_id", "default_location"))


def _on_duty_at_start(reader: ReaderFacts, asked: Asked) -> bool:
    found = reading_stretches(reader.shifts, asked.start, asked.end)
    return bool(found) and found[0][0] == asked.start


def _work(site: Site, asked: Asked) -> WorkClass:
    return WorkClass(
        site_id=site.id,
        jurisdictions=frozenset(site.jurisdictions),
        modalities=frozenset({asked.modality} if asked.modality else ()),
        procedure_group=asked.procedure_group,
        body_part="",
        read_type="final",
        age_group="unknown",
    )
