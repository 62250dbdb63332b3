"""Simulated studies go through the product's rules, service levels and ladder."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from apps.worklist.engine.facts import SkillNeed
from apps.worklist.engine.procedure_groups import procedure_group
from apps.worklist.engine.simulation.catalogue import CT_HEAD, PROCEDURES, Procedure
from apps.worklist.engine.simulation.practice import STROKE_POOL_MINUTES, house_of
from apps.worklist.engine.simulation.readers import NEURO_POOL
from apps.worklist.engine.simulation.routing import SimulatedTask, route
from tests.apps.worklist.engine.simulation.small import small_world

WORLD = small_world(1)
HOUSE = house_of(WORLD.sites)
MONDAY = WORLD.starts_at
BY_TEXT = {one.text: one for one in PROCEDURES}


def routed(
    procedure: Procedure, priority: str, *, kind: str, at: datetime = MONDAY, asked: str = ""
) -> SimulatedTask:
    site = next(one for one in WORLD.sites if one.kind == kind)
    study = replace(
        WORLD.studies[0],
        study_id=UUID(int=7),
        site=site,
        procedure=procedure,
        patient_class="outpatient",
        priority=priority,
        indication=asked,
        received_at=at,
    )
    return route(study, HOUSE)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.text)
def test_the_product_knows_every_procedure_as_what_it_is(procedure: Procedure) -> None:
    found = procedure_group({procedure.modality}, procedure.body_part, procedure.text)
    assert found == procedure.group


@pytest.mark.parametrize(
    ("priority", "kind", "minutes"),
    [("STAT", "hospital", 30), ("URGENT", "hospital", 120), ("URGENT", "trauma_centre", 90)],
)
def test_the_matrix_says_when_it_is_due(priority: str, kind: str, minutes: int) -> None:
    task = routed(CT_HEAD, priority, kind=kind)
    assert task.facts.due_at - task.facts.received_at == timedelta(minutes=minutes)


def test_routine_work_of_an_imaging_centre_counts_office_hours() -> None:
    site = next(one for one in WORLD.sites if one.kind == "imaging_centre")
    zone = ZoneInfo(site.time_zone)
    friday = datetime(2026, 3, 6, 17, 45, tzinfo=zone)
    task = routed(CT_HEAD, "ROUTINE", kind="imaging_centre", at=friday)
    assert task.facts.due_at.astimezone(zone) == datetime(2026, 3, 9, 16, tzinfo=zone)


def test_a_stroke_is_for_the_neuro_pool_until_its_ladder_gives_that_up() -> None:
    task = routed(CT_HEAD, "ROUTINE", kind="hospital", asked="Acute stroke, aphasia")
    assert (task.facts.priority, task.facts.pathway) == ("STAT", "stroke")
    assert task.facts.work_class.pool == NEURO_POOL
    first = task.widenings[0]
    assert first.at == task.facts.received_at + timedelta(minutes=STROKE_POOL_MINUTES)
    assert first.given_up == f"pool:{NEURO_POOL}" and first.facts.work_class.pool == ""


def test_who_must_be_trained_and_who_is_preferred_come_from_rules() -> None:
    breast = routed(BY_TEXT["Screening mammogram"], "ROUTINE", kind="imaging_centre")
    assert breast.facts.work_class.needs == (SkillNeed("breast", 2),)
    knee = routed(BY_TEXT["MR knee"], "ROUTINE", kind="imaging_centre")
    assert knee.facts.preferred_skills == (SkillNeed("msk", 2),)
    assert knee.widenings[-1].facts.preferred_skills == ()
