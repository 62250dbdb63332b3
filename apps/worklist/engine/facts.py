"""What the engine knows about a task and about a reader: values only, no database, no clock.

Everything that lists, claims, assigns, signs, simulates and explains is decided from these.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from apps.staffing.facts import BlockFacts, Credential, PrivilegeFacts, ReaderFacts, ShiftFacts

__all__ = [
    "AgeGroup",
    "BlockFacts",
    "Credential",
    "PrivilegeFacts",
    "ReadType",
    "ReaderFacts",
    "ShiftFacts",
    "SkillLevel",
    "SkillNeed",
    "StudyFacts",
    "TaskFacts",
    "WorkClass",
]

ReadType = Literal["preliminary", "final", "over_read"]
AgeGroup = Literal["neonate", "infant", "child", "adolescent", "adult", "unknown"]
SkillLevel = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A subspecialty that the reader must have at ``level`` or above: 1 trained, 2 regular practice, 3 fellowship."""

    skill: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class WorkClass:
    """Everything about a task that decides who may read it, and nothing that only one task has.

    Many tasks share one; eligibility is settled once per class and reader instead of once per task.
    """

    site_id: UUID
    jurisdictions: frozenset[str]
    modalities: frozenset[str]
    procedure_group: str
    body_part: str
    read_type: str
    age_group: str
    pool: str = ""
    needs: tuple[SkillNeed, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What rules may ask about a study, its order, its patient and its site. Text is as received."""

    site: str
    site_time_zone: str
    received_at: datetime
    study_at: datetime | None = None
    modalities: frozenset[str] = frozenset()
    body_part: str = ""
    procedure: str = ""
    procedure_group: str = ""
    laterality: str = ""
    priority: str = "ROUTINE"
    stat_attested: bool = False
    read_type: str = "final"
    patient_age: float | None = None
    age_group: str = "unknown"
    patient_sex: str = ""
    patient_class: str = ""
    location: str = ""
    indication: str = ""
    referring_physician: str = ""
    accession_number: str = ""
    series_count: int = 0
    image_count: int = 0
    prior_count: int = 0
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task as assignment sees it. ``minutes`` and ``rvu`` are the work it is expected to cost.

    ``linked`` are the tasks that are read together with it: who may not read one of them may not read any.
    """

    task_id: UUID
    patient_id: UUID
    work_class: WorkClass
    priority: str
    pathway: str
    queue_rank: int
    due_at: datetime
    received_at: datetime
    minutes: float
    rvu: float
    excluded_readers: frozenset[UUID] = frozenset()
    preferred_skills: tuple[SkillNeed, ...] = ()
    named_reader: UUID | None = None
    linked: tuple["TaskFacts", ...] = ()
