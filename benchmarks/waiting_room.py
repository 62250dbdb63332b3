"""Tasks that wait and readers on duty, drawn repeatably, for the engine alone: no database, no server."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from apps.worklist.engine.facts import (
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    ShiftFacts,
    SkillNeed,
    StudyFacts,
    TaskFacts,
    WorkClass,
)
from apps.worklist.engine.loads import ReaderLoad
from apps.worklist.engine.work import expected_work

AT = datetime(2026, 11, 2, 22, tzinfo=UTC)
LONG_AGO = AT - timedelta(days=365)
PLACES = ("FR", "DE-BE", "US-TX", "ES", "IT", "PT")
SITES = tuple(UUID(int=number) for number in range(1, 41))
GROUPS = ("neuro", "chest", "abdomen", "msk", "general")
MODALITIES = ("CT", "CT", "MR", "DX", "DX", "US")
# Pathway, its place in the queue, minutes to go, share of what waits.
PATHWAYS = (("STAT", 2, 40, 0.1), ("URGENT", 3, 120, 0.3), ("ROUTINE", 4, 600, 0.6))


@dataclass(frozen=True)
class WaitingRoom:
    """What one round of assignment is given."""

    tasks: list[TaskFacts]
    readers: list[ReaderFacts]
    loads: dict[UUID, ReaderLoad]


def waiting_room(tasks: int, readers: int, seed: int) -> WaitingRoom:
    """``tasks`` at 40 sites in 6 countries, among ``readers`` who may each read for about half of them."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    on_duty = [_reader(chance, number) for number in range(readers)]
    return WaitingRoom(
        tasks=[_task(chance, number) for number in range(tasks)],
        readers=on_duty,
        loads={reader.reader_id: _load(chance) for reader in on_duty},
    )


def study(seed: int) -> StudyFacts:
    """One study as rules see it."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    return StudyFacts(
        site=f"site-{chance.randrange(40)}",
        site_time_zone="Europe/Paris",
        received_at=AT + timedelta(minutes=chance.randrange(10_000)),
        modalities=frozenset({chance.choice(MODALITIES)}),
        body_part="HEAD",
        procedure="CT of the head without contrast",
        procedure_group=chance.choice(GROUPS),
        priority=chance.choice(PATHWAYS)[0],
        patient_age=float(chance.randrange(100)),
        age_group="adult",
        patient_class=chance.choice(("emergency", "inpatient", "outpatient")),
        indication="Sudden weakness of the right arm and slurred speech since noon, known atrial fibrillation",
    )


def _task(chance: Random, number: int) -> TaskFacts:
    weights = [share for *_, share in PATHWAYS]
    priority, rank, minutes, _ = chance.choices(PATHWAYS, weights)[0]
    group, modality = chance.choice(GROUPS), chance.choice(MODALITIES)
    site = chance.randrange(len(SITES))
    work = expected_work({modality}, group, 0)
    return TaskFacts(
        task_id=UUID(int=10_000 + number),
        patient_id=UUID(int=chance.randrange(900_000)),
        work_class=WorkClass(
            site_id=SITES[site],
            jurisdictions=frozenset({PLACES[site % len(PLACES)]}),
            modalities=frozenset({modality}),
            procedure_group=group,
            body_part="",
            read_type="final",
            age_group="adult",
            needs=(SkillNeed(group, 2),) if chance.random() < 0.3 else (),
        ),
        priority=priority,
        pathway=priority.lower(),
        queue_rank=rank,
        due_at=AT + timedelta(minutes=minutes - chance.randrange(30)),
        received_at=AT - timedelta(minutes=chance.randrange(30)),
        minutes=work.minutes,
        rvu=work.rvu,
    )


def _reader(chance: Random, number: int) -> ReaderFacts:
    home = chance.choice(PLACES)
    places = {home, *(place for place in PLACES if chance.random() < 0.7)}
    return ReaderFacts(
        reader_id=UUID(int=500_000 + number),
        name=f"Reader {number}",
        location=home,
        licences=tuple(Credential(place, LONG_AGO) for place in sorted(places)),
        privileges=tuple(PrivilegeFacts(one, LONG_AGO) for one in SITES if chance.random() < 0.8),
        skills={group: chance.randrange(4) for group in GROUPS},
        available=True,
        shifts=(ShiftFacts(AT - timedelta(hours=2), AT + timedelta(hours=6)),),
    )


def _load(chance: Random) -> ReaderLoad:
    waiting = chance.randrange(3)
    return ReaderLoad(
        open_minutes=8.0 * waiting,
        open_tasks=waiting,
        shift_rvu_done=10 * chance.random(),
        shift_hours=2.0,
    )
