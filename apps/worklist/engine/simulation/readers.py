"""The simulated readers: what they may read, when they are there, and how fast they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from apps.worklist.engine.facts import (
    BlockFacts,
    Credential,
    PrivilegeFacts,
    ReaderFacts,
)
from apps.worklist.engine.simulation import roster
from apps.worklist.engine.simulation.demand import Demand
from apps.worklist.engine.simulation.geography import READER_PLACES, Place, local, spread
from apps.worklist.engine.simulation.presence import Presence, attend
from apps.worklist.engine.simulation.sites import SimulatedSite

EVERYONE_READS = frozenset({"CR", "DX", "CT", "US", "MR"})
FELLOWSHIPS = (
    *("neuro", "abdomen", "msk", "emergency", "neuro", "chest", "breast", "paediatric"),
    *("abdomen", "neuro", "msk", "nuclear", "emergency", "vascular", "cardiac", "neuro"),
)
BASIC_SKILLS = ("neuro", "chest", "abdomen", "msk", "vascular", "emergency", "general")
SECOND_SKILLS = ("neuro", "chest", "abdomen", "msk", "breast", "nuclear", "cardiac", "vascular")
NEURO_POOL = "neuro"


@dataclass(frozen=True, slots=True)
class SimulatedReader:
    """``pace`` multiplies the expected minutes of every study this reader reads."""

    facts: ReaderFacts
    time_zone: str
    pace: float
    presence: tuple[Presence, ...]


def build_readers(
    random: Random,
    count: int,
    *,
    sites: Sequence[SimulatedSite],
    demand: Demand,
    starts_on: date,
    days: int,
) -> tuple[SimulatedReader, ...]:
    """``count`` readers in six time zones; some licences and privileges begin, end or are missing within the days."""
    paces = [min(1.4, max(0.72, random.lognormvariate(0.0, 0.14))) for _ in range(count)]
    plan = roster.Roster(demand.week, starts_on, paces)
    return tuple(
        _build_reader(random, number, place, paces, sites, plan, (starts_on, days))
        for number, place in enumerate(spread(READER_PLACES, count))
    )


def _build_reader(
    random: Random,
    number: int,
    place: Place,
    paces: Sequence[float],
    sites: Sequence[SimulatedSite],
    plan: roster.Roster,
    period: tuple[date, int],
) -> SimulatedReader:
    starts_on, days = period
    abroad = not place.jurisdiction.startswith("US-")
    kinds = ("day", "evening") if abroad else roster.random_kinds(random)
    pattern = plan.pattern(place.time_zone, kinds)
    rostered = roster.shifts(pattern, plan.shift_hours, place.time_zone, starts_on, days)
    skills = _skills(random, number)
    covered = [site for site in sites if random.random() < min(0.95, 0.62 + 3 / len(paces))]
    facts = ReaderFacts(
        reader_id=UUID(int=random.getrandbits(128), version=4),
        name=f"Reader {number + 1:02d}",
        location=place.jurisdiction,
        licences=_licences(random, place, covered, starts_on),
        privileges=_privileges(random, covered, skills, starts_on),
        skills=skills,
        age_groups=_age_groups(random, skills),
        blocks=_blocks(random, covered, starts_on),
        pools=frozenset({NEURO_POOL}) if skills["neuro"] >= 2 else frozenset(),
        available=True,
        shifts=rostered,
    )
    return SimulatedReader(facts, place.time_zone, paces[number], attend(random, rostered))


def _skills(random: Random, number: int) -> dict[str, int]:
    skills = dict.fromkeys(BASIC_SKILLS, 1)
    for skill in random.sample(SECOND_SKILLS, 3):
        skills[skill] = 2
    skills[FELLOWSHIPS[number % len(FELLOWSHIPS)]] = 3
    return skills


def _licences(
    random: Random, place: Place, covered: Sequence[SimulatedSite], starts_on: date
) -> tuple[Credential, ...]:
    """One for each place read for and one for the place read at; one in thirty ends, one in sixty begins, mid-week."""
    zones = {site.jurisdiction: site.time_zone for site in covered}
    zones[place.jurisdiction] = place.time_zone
    licences = []
    for jurisdiction, zone in sorted(zones.items()):
        long_ago = local(starts_on - timedelta(days=900), 0, zone)
        fate, day = random.random(), random.randrange(1, 6)
        changes_at = local(starts_on + timedelta(days=day), 0, zone)
        starts_at = changes_at if 1 / 30 < fate < 1 / 20 else long_ago
        ends_at = changes_at if fate < 1 / 30 else None
        licences.append(Credential(jurisdiction, starts_at, ends_at))
    return tuple(licences)


def _privileges(
    random: Random, covered: Sequence[SimulatedSite], skills: dict[str, int], starts_on: date
) -> tuple[PrivilegeFacts, ...]:
    modalities = EVERYONE_READS
    if skills.get("breast", 0) >= 2:
        modalities |= {"MG"}
    if skills.get("nuclear", 0) >= 2:
        modalities |= {"NM", "PT"}
    privileges = []
    for site in covered:
        fate, day = random.random(), random.randrange(1, 6)
        ends_at = local(starts_on + timedelta(days=day), 0, site.time_zone) if fate < 0.01 else None
        privileges.append(
            PrivilegeFacts(
                site_id=site.site_id,
                starts_at=local(starts_on - timedelta(days=400), 0, site.time_zone),
                ends_at=ends_at,
                modalities=modalities - {"MR"} if fate > 0.9 else modalities,
            )
        )
    return tuple(privileges)


def _age_groups(random: Random, skills: dict[str, int]) -> frozenset[str]:
    groups = frozenset({"adolescent", "adult"})
    if random.random() < 0.75 or skills.get("paediatric", 0) >= 2:
        groups |= {"child"}
    if random.random() < 0.35 or skills.get("paediatric", 0) >= 2:
        groups |= {"infant", "neonate"}
    return groups


def _blocks(
    random: Random, covered: Sequence[SimulatedSite], starts_on: date
) -> tuple[BlockFacts, ...]:
    """One reader in twelve has a conflict at one of the sites for a few days."""
    if not covered or random.random() >= 1 / 12:
        return ()
    site = covered[random.randrange(len(covered))]
    begins = local(starts_on, random.randrange(0, 47), site.time_zone)
    return (
        BlockFacts(
            reason="conflict of interest",
            starts_at=begins,
            ends_at=begins + timedelta(days=2),
            site_id=site.site_id,
        ),
    )
