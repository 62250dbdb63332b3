"""A check of traces that shares nothing with the engine: it reads credentials and studies and judges for itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from apps.staffing.jurisdictions import covers
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.engine.simulation.arrivals import SimulatedStudy
from apps.worklist.engine.simulation.practice import STROKE_POOL_MINUTES
from apps.worklist.engine.simulation.trace import Holding, Trace
from apps.worklist.engine.simulation.world import World

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Findings:
    """Each must be 0: holdings by a reader who may not, pairs of holdings at once, tasks that nobody can find."""

    ineligible_assignments: int
    double_assignments: int
    lost_tasks: int


def audit(world: World, trace: Trace) -> Findings:
    """Judge what happened from the world's raw facts."""
    readers = {reader.facts.reader_id: reader.facts for reader in world.readers}
    studies = {study.study_id: study for study in world.studies}
    ineligible = [
        one
        for one in trace.holdings
        if not may_hold(readers[one.reader_id], studies[one.task_id], one)
    ]
    return Findings(
        ineligible_assignments=len(ineligible),
        double_assignments=_overlaps(trace.holdings),
        lost_tasks=_lost(studies, trace),
    )


def may_hold(reader: ReaderFacts, study: SimulatedStudy, holding: Holding) -> bool:
    """The reader may read the study when the holding starts and at its last instant, and when it is signed."""
    last = holding.ends_at if holding.outcome == "signed" else holding.ends_at - MOMENT
    pool_only = "stroke" in study.indication.lower() and (
        holding.starts_at < study.received_at + timedelta(minutes=STROKE_POOL_MINUTES)
    )
    if pool_only and "neuro" not in reader.pools:
        return False
    return all(
        may_read(reader, study, at) for at in (holding.starts_at, max(last, holding.starts_at))
    )


def may_read(reader: ReaderFacts, study: SimulatedStudy, at: datetime) -> bool:
    """Licensed where imaged and where read, privileged, trained, right age group, not blocked."""
    if not reader.active or reader.location is None:
        return False
    licensed_in = {
        one.jurisdiction for one in reader.licences if _holds(one.starts_at, one.ends_at, at)
    }
    places = (study.site.jurisdiction, reader.location)
    if not all(any(covers(code, place) for code in licensed_in) for place in places):
        return False
    privileged = any(
        one.site_id == study.site.site_id
        and _holds(one.starts_at, one.ends_at, at)
        and study.procedure.modality in one.modalities
        for one in reader.privileges
    )
    group = study.procedure.group
    trained = group not in {"breast", "nuclear", "cardiac"} or reader.skills.get(group, 0) >= 2
    blocked = any(
        one.site_id == study.site.site_id and _holds(one.starts_at, one.ends_at, at)
        for one in reader.blocks
    )
    return privileged and trained and study.patient.age_group in reader.age_groups and not blocked


def _holds(starts_at: datetime, ends_at: datetime | None, at: datetime) -> bool:
    return starts_at <= at and (ends_at is None or at < ends_at)


def _overlaps(holdings: Iterable[Holding]) -> int:
    """Holdings of one task, or by one reader, that begin before an earlier one has ended."""
    found: set[Holding] = set()
    for group in (_grouped(holdings, by_task=True), _grouped(holdings, by_task=False)):
        for held in group:
            busy_until = None
            for one in sorted(held, key=lambda each: (each.starts_at, each.ends_at)):
                if busy_until is not None and one.starts_at < busy_until:
                    found.add(one)
                busy_until = one.ends_at if busy_until is None else max(busy_until, one.ends_at)
    return len(found)


def _grouped(holdings: Iterable[Holding], *, by_task: bool) -> list[list[Holding]]:
    groups: defaultdict[UUID, list[Holding]] = defaultdict(list)
    for one in holdings:
        groups[one.task_id if by_task else one.reader_id].append(one)
    return list(groups.values())


def _lost(studies: Iterable[UUID], trace: Trace) -> int:
    """Studies not accounted for exactly once as signed, held at the close, or waiting at the close."""
    places: defaultdict[UUID, int] = defaultdict(int)
    for one in trace.holdings:
        if one.outcome in {"signed", "held_at_close"}:
            places[one.task_id] += 1
    for task in trace.waiting:
        places[task] += 1
    return sum(places[study] != 1 for study in studies)
