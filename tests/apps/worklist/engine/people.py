"""Readers and tasks that the engine's tests decide about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from apps.worklist.engine.facts import (
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    ShiftFacts,
    TaskFacts,
    WorkClass,
)

AT = datetime(2026, 11, 2, 22, 0, tzinfo=UTC)
BEFORE = AT - timedelta(days=365)
SITE = UUID(int=1)
OTHER_SITE = UUID(int=2)
PATIENT = UUID(int=77)


def reader(number: int = 1, **changes: Any) -> ReaderFacts:
    """A reader in Berlin who may read for the site, is available and on shift."""
    facts = ReaderFacts(
        reader_id=UUID(int=1000 + number),
        name=f"Reader {number}",
        location="DE-BE",
        licences=(Credential("DE-BE", BEFORE), Credential("FR", BEFORE)),
        privileges=(PrivilegeFacts(SITE, BEFORE),),
        skills={"neuro": 2},
        pools=frozenset({"night"}),
        available=True,
        shifts=(ShiftFacts(AT - timedelta(hours=2), AT + timedelta(hours=6)),),
    )
    return replace(facts, **changes)


def work(**changes: Any) -> WorkClass:
    """A CT of an adult's head, made in France."""
    return replace(
        WorkClass(
            site_id=SITE,
            jurisdictions=frozenset({"FR"}),
            modalities=frozenset({"CT"}),
            procedure_group="neuro",
            body_part="HEAD",
            read_type="final",
            age_group="adult",
        ),
        **changes,
    )


def task(number: int = 1, **changes: Any) -> TaskFacts:
    """A routine task, due in four hours."""
    facts = TaskFacts(
        task_id=UUID(int=number),
        patient_id=UUID(int=500_000 + number),
        work_class=work(),
        priority="ROUTINE",
        pathway="routine",
        queue_rank=40,
        due_at=AT + timedelta(hours=4),
        received_at=AT - timedelta(minutes=10),
        minutes=7.0,
        rvu=1.0,
    )
    return replace(facts, **changes)
