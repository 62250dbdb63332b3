"""Everything that a simulated week is made of, drawn from one seed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from apps.worklist.engine.simulation.arrivals import SimulatedStudy, draw_arrivals
from apps.worklist.engine.simulation.demand import Demand
from apps.worklist.engine.simulation.readers import SimulatedReader, build_readers
from apps.worklist.engine.simulation.sites import SimulatedSite, build_sites

# A Monday whose week ends with the night in which the United States move their clocks.
FIRST_MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DRAIN_DAYS = 2


@dataclass(frozen=True, slots=True)
class Size:
    days: int = 7
    sites: int = 40
    readers: int = 50
    per_day: int = 3000


@dataclass(frozen=True, slots=True)
class World:
    """Sites, readers and studies. Studies come until ``ends_at``; what is left is read until ``closes_at``."""

    seed: int
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    sites: tuple[SimulatedSite, ...]
    readers: tuple[SimulatedReader, ...]
    studies: tuple[SimulatedStudy, ...]


def build_world(seed: int, size: Size, starts_at: datetime = FIRST_MONDAY) -> World:
    """The same world for the same arguments, on every machine. ``starts_at`` is UTC midnight."""
    ends_at = starts_at + timedelta(days=size.days)
    sites = build_sites(_stream(seed, "sites"), size.sites)
    demand = Demand(sites, starts_at, size.per_day)
    readers = build_readers(
        _stream(seed, "readers"),
        size.readers,
        sites=sites,
        demand=demand,
        starts_on=starts_at.date(),
        days=size.days + DRAIN_DAYS,
    )
    studies = draw_arrivals(
        _stream(seed, "arrivals"), sites, demand, starts_at=starts_at, days=size.days
    )
    return World(
        seed=seed,
        starts_at=starts_at,
        ends_at=ends_at,
        closes_at=ends_at + timedelta(days=DRAIN_DAYS),
        sites=sites,
        readers=readers,
        studies=studies,
    )


def _stream(seed: int, name: str) -> Random:
    """A generator of its own for each part, so that a change in one leaves the others as they were."""
    return Random(f"{seed}/{name}")
