"""How a practice handles what arrives: its rules, matrix, contract hours and pathways, as the product has them.

``SHIPPED`` is a practice as it begins. ``house_of`` is the simulated one: the shipped rules after some of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from apps.worklist.engine.calendar_text import hours_from
from apps.worklist.engine.calendars import ServiceCalendar
from apps.worklist.engine.pathways import SHIPPED_PATHWAYS
from apps.worklist.engine.rules import DEFAULT_RULES, CompiledRules, compiled
from apps.worklist.engine.simulation.geography import SITE_PLACES
from apps.worklist.engine.simulation.readers import NEURO_POOL
from apps.worklist.engine.simulation.sites import SimulatedSite
from apps.worklist.engine.sla import PolicyRow

STROKE_POOL_MINUTES = 5
TRAINED_ONLY = ("breast", "nuclear", "cardiac")
PREFERRED = ("neuro", "chest", "abdomen", "msk", "vascular")
OFFICE_KINDS = ("clinic", "imaging_centre")
OFFICE_DAYS = [{"weekday": day, "opens": "08:00", "closes": "18:00"} for day in range(5)]
OFFICE_LATE_FROM = 17 * 60 + 30


@dataclass(frozen=True, slots=True)
class PathwayTarget:
    """A pathway's place in the queue, and its own minutes, None where the matrix decides."""

    code: str
    queue_rank: int
    row: PolicyRow | None


@dataclass(frozen=True)
class Practice:
    """``calendars`` by id; None is round the clock."""

    rules: CompiledRules
    pathways: Mapping[str, PathwayTarget]
    matrix: tuple[PolicyRow, ...] = ()
    calendars: Mapping[UUID | None, ServiceCalendar] = field(
        default_factory=lambda: {None: ServiceCalendar()}
    )


def _shipped_pathways() -> dict[str, PathwayTarget]:
    return {
        one.code: PathwayTarget(
            one.code,
            one.queue_rank,
            PolicyRow(id=UUID(int=number), minutes=one.minutes, pathway=one.code)
            if one.minutes
            else None,
        )
        for number, one in enumerate(SHIPPED_PATHWAYS, start=1)
    }


SHIPPED = Practice(compiled(DEFAULT_RULES), _shipped_pathways())


def own_rules() -> list[dict[str, Any]]:
    """What the simulated practice asks before the shipped rules."""
    shipped = {rule["id"]: rule for rule in DEFAULT_RULES["rules"]}
    return [
        _rule(
            "stroke-to-neuro",
            "Stroke to the neuro pool",
            shipped["stroke"]["when"],
            {
                "kind": "route_to",
                "pool": NEURO_POOL,
                "widen_after_minutes": STROKE_POOL_MINUTES,
            },
        ),
        *(
            _rule(
                f"{group}-trained",
                f"{group.capitalize()} to trained readers",
                _is_group(group),
                {"kind": "require_skill", "skill": group, "level": 2},
            )
            for group in TRAINED_ONLY
        ),
        *(
            _rule(
                f"{group}-experienced",
                f"{group.capitalize()} rather to experienced readers",
                _is_group(group),
                {"kind": "prefer_skill", "skill": group, "level": 2, "widen_after_minutes": 60},
            )
            for group in PREFERRED
        ),
    ]


def house_of(sites: Sequence[SimulatedSite]) -> Practice:
    """The simulated practice's handling of these sites' work.

    Trauma centres have urgent studies signed in 90 minutes; clinics and imaging centres count 8 office hours for what
    is routine, with a late rule; screening may take two days. Everything else is as shipped.
    """
    calendars: dict[UUID | None, ServiceCalendar] = {None: ServiceCalendar()}
    office: dict[str, UUID] = {}
    for number, zone in enumerate(sorted({place.time_zone for place in SITE_PLACES}), start=1):
        office[zone] = UUID(int=1000 + number)
        calendars[office[zone]] = ServiceCalendar(
            time_zone=zone, hours=hours_from(OFFICE_DAYS), late_from=OFFICE_LATE_FROM
        )
    rows = [PolicyRow(id=UUID(int=100), minutes=48 * 60, priority="ROUTINE", modality="MG")]
    for number, site in enumerate(sites, start=101):
        if site.kind == "trauma_centre":
            rows.append(
                PolicyRow(id=UUID(int=number), minutes=90, site_id=site.site_id, priority="URGENT")
            )
        elif site.kind in OFFICE_KINDS:
            rows.append(
                PolicyRow(
                    id=UUID(int=number),
                    minutes=8 * 60,
                    site_id=site.site_id,
                    priority="ROUTINE",
                    calendar_id=office[site.time_zone],
                )
            )
    rules = compiled({"rules": [*own_rules(), *DEFAULT_RULES["rules"]]})
    return Practice(rules, SHIPPED.pathways, tuple(rows), calendars)


def _rule(
    rule_id: str, name: str, when: Mapping[str, Any], action: dict[str, Any]
) -> dict[str, Any]:
    return {"id": rule_id, "name": name, "when": dict(when), "then": [action]}


def _is_group(group: str) -> dict[str, Any]:
    return {"field": "procedure_group", "operator": "any_of", "value": [group]}
