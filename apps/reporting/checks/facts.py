"""What a check is told, and what it answers. Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

SECTIONS = ("technique", "comparison", "findings", "impression")
CODES = (
    "laterality_mismatch",
    "sex_mismatch",
    "body_part_mismatch",
    "modality_mismatch",
    "empty_impression",
    "unfilled_field",
    "missing_comparison",
    "contradiction",
    "impossible_measurement",
    "uncommunicated_critical",
)


class Result(TypedDict):
    """``start`` and ``end`` count characters of the section as it was given; ``end`` is the first one after it."""

    code: str
    section: str
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What is known beside the text; "" and None are unknown, and unknown things are not judged.

    ``sex`` and ``laterality`` as people write them (F, female; R, left, bilateral). ``prior_dates`` None: nobody
    knows; empty: there are no earlier studies. ``critical_recorded``: the critical result has a record of its own.
    """

    sex: str = ""
    procedure: str = ""
    body_part: str = ""
    laterality: str = ""
    modality: str = ""
    indication: str = ""
    study_modality: str = ""
    study_body_part: str = ""
    study_date: date | None = None
    prior_dates: frozenset[date] | None = None
    critical_recorded: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
