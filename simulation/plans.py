"""What one simulated study is, before any pixel of it exists."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["ct_chest", "ct_head", "mr_brain", "cr_chest", "us_heart", "xa_coronary", "sample"]
Priority = Literal["STAT", "HIGH", "ROUTINE", "MEDIUM", "LOW"]
Finding = Literal["none", "nodule", "effusion", "bleed", "stroke", "lesions"]
Size = Literal["full", "medium", "small"]


@dataclass(frozen=True)
class Site:
    """A referring site and the DICOM node that sends for it."""

    slug: str
    ae_title: str
    institution: str
    address: str
    utc_offset: str


@dataclass(frozen=True)
class Patient:
    """Who is imaged. `name` is a DICOM PN with up to three component groups (PS3.5 6.2.1)."""

    name: str
    patient_id: str
    birth_date: str
    sex: Literal["M", "F", "O"]
    size_metres: float = 1.70
    weight_kilograms: float = 72.0


@dataclass(frozen=True)
class StudyPlan:
    """Everything that decides the bytes of a study, but for the seed and the moment 'now'.

    `anatomy` numbers the body: a study and its prior share it. `age` is how long before 'now' the
    study was made. `samples` names pydicom test files for the kind "sample".
    """

    key: str
    site: Site
    patient: Patient
    kind: Kind
    description: str
    indication: str
    accession: str
    age: timedelta
    anatomy: int = 1
    finding: Finding = "none"
    prior: bool = False
    priority: Priority | None = None
    physician: str = ""
    say_offset: bool = False
    size: Size = "full"
    samples: tuple[str, ...] = field(default=())

    def made_at(self, now: datetime) -> datetime:
        """When the study was made, for a given 'now'."""
        return now - self.age
