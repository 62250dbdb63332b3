"""What a check is told, and what it answers. Pure: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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


def facts_of_all(studies: Sequence[ReportFacts]) -> ReportFacts:
    """What is known of one report on several studies of a patient: everything that any of them asks for.

    Different sides are both sides. Where an order names no modality, its images do.
    """
    first, *others = studies
    if not others:
        return first
    sides = {one.laterality for one in studies}
    ordered = any(one.modality for one in studies)
    return replace(
        first,
        procedure="; ".join(one.procedure for one in studies if one.procedure),
        body_part=", ".join(one.body_part or one.study_body_part for one in studies),
        laterality=first.laterality if len(sides) == 1 else "B",
        modality="\\".join(one.modality or one.study_modality for one in studies)
        if ordered
        else "",
        indication="\n".join(dict.fromkeys(one.indication for one in studies if one.indication)),
        study_modality="\\".join(one.study_modality for one in studies),
        study_body_part=", ".join(one.study_body_part for one in studies),
    )
