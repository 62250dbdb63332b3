"""What happened under one policy: who held what from when to when, and what was left at the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Outcome = Literal["signed", "handed_back", "lapsed", "held_at_close"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A reader had a task. ``lapsed``: a credential ended first; ``handed_back``: the reader left first."""

    task_id: UUID
    reader_id: UUID
    starts_at: datetime
    ends_at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Trace:
    """Every holding in the order in which it ended, and the tasks that nobody held at the close."""

    policy: str
    holdings: tuple[Holding, ...]
    waiting: frozenset[UUID]
