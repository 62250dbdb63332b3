"""The demo practice as it was in the last days: its sites, readers, roster, rules and service levels."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from apps.accounts.selectors import user_id_for_email
from apps.common.clock import now
from apps.staffing.selectors import reader_facts
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites
from apps.worklist.engine.facts import ReaderFacts, ShiftFacts
from apps.worklist.engine.simulation.arrivals import draw_arrivals
from apps.worklist.engine.simulation.demand import Demand
from apps.worklist.engine.simulation.geography import local
from apps.worklist.engine.simulation.practice import SHIPPED, PathwayTarget, Practice
from apps.worklist.engine.simulation.presence import attend
from apps.worklist.engine.simulation.readers import SimulatedReader
from apps.worklist.engine.simulation.sites import SimulatedSite
from apps.worklist.engine.simulation.world import World
from apps.worklist.engine.sla import PolicyRow
from apps.worklist.models import Pathway
from apps.worklist.selectors.rules import compiled_version, version_in_force
from apps.worklist.selectors.service_levels import calendars, policy_rows
from teleread.demo_staffing import READERS

PRACTICE = "demo"
LAST_HOURS = timedelta(hours=14)
KINDS = {"demo-site": ("trauma_centre", 2.0), "demo-imaging": ("imaging_centre", 0.8)}


@dataclass(frozen=True)
class HouseRules:
    """How the practice handles work now, and the number of its rule set in force."""

    practice: Practice
    rule_set_number: int | None


def house_rules() -> HouseRules:
    """The current tenant's own rules, matrix, contract hours and pathways."""
    version = version_in_force()
    matrix = tuple(policy_rows())
    practice = Practice(
        rules=compiled_version(version.id) if version else SHIPPED.rules,
        pathways={one.code: _target(one) for one in Pathway.objects.all()},
        matrix=matrix,
        calendars=calendars([row.calendar_id for row in matrix]),
    )
    return HouseRules(practice, version.number if version else None)


def _target(pathway: Pathway) -> PathwayTarget:
    row = (
        PolicyRow(id=pathway.id, minutes=pathway.minutes, pathway=pathway.code)
        if pathway.minutes
        else None
    )
    return PathwayTarget(pathway.code, pathway.queue_rank, row)


def past_world(days: int, per_day: int) -> World:
    """The practice's own sites and readers, with studies from ``days`` ago until a shift's length ago."""
    closes_at = now().replace(minute=0, second=0, microsecond=0)
    ends_at = closes_at - LAST_HOURS
    starts_at = ends_at - timedelta(days=days)
    own_sites = tuple(_site(site) for site in sites(site_ids=None) if site.jurisdictions)
    demand = Demand(own_sites, starts_at, per_day)
    return World(
        seed=0,
        starts_at=starts_at,
        ends_at=ends_at,
        closes_at=closes_at,
        sites=own_sites,
        readers=tuple(_readers(starts_at.date(), days + 1)),
        studies=draw_arrivals(
            Random("demo history"), own_sites, demand, starts_at=starts_at, days=days
        ),
    )


def _site(site: Site) -> SimulatedSite:
    kind, size = KINDS.get(site.slug, ("clinic", 0.6))
    return SimulatedSite(
        site_id=site.id,
        slug=site.slug,
        kind=kind,
        jurisdiction=site.jurisdictions[0],
        time_zone=site.time_zone,
        size=size,
        after_hours=False,
    )


def _readers(starts_on: date, days: int) -> Iterable[SimulatedReader]:
    """Those of the demo's roster, with the credentials they hold."""
    random = Random("demo readers")
    held = {facts.reader_id: facts for facts in reader_facts()}
    for plan in READERS:
        user_id = user_id_for_email(f"{plan.account}@{PRACTICE}.test")
        if user_id is None or user_id not in held:
            continue
        duties = [one for one in plan.duties if one.role == "reading"]
        shifts = tuple(
            ShiftFacts(
                local(day, duty.start_time.hour, plan.time_zone),
                local(day, duty.start_time.hour, plan.time_zone) + timedelta(minutes=duty.minutes),
            )
            for day in (starts_on + timedelta(days=number) for number in range(-1, days + 1))
            for duty in duties
        )
        yield SimulatedReader(
            facts=_as_of_then(held[user_id], shifts),
            time_zone=plan.time_zone,
            pace=random.uniform(0.85, 1.1),
            presence=attend(random, shifts),
        )


def _as_of_then(facts: ReaderFacts, shifts: tuple[ShiftFacts, ...]) -> ReaderFacts:
    return replace(facts, location_ends_at=None, available=True, shifts=shifts)
