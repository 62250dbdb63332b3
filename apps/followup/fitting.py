"""Whether a later study of the patient is what a report recommended. Pure: no Django, no clock.

A machine closes only what nothing speaks against and nothing is unknown of; all the rest is a person's to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from apps.worklist.anatomy import closeness, regions
from apps.worklist.engine.modalities import image_modalities
from apps.worklist.relevance import Picture, side_of

CERTAIN, POSSIBLE, NONE = "certain", "possible", "none"
CERTAINTIES = (CERTAIN, POSSIBLE)
PASSED, UNKNOWN, FAILED = "passed", "unknown", "failed"
CODES = ("patient", "modality", "body_part", "side", "time")
# What a recommended kind of image may be made with (DICOM PS3.3 C.7.3.1.1.1).
_MADE_WITH: Mapping[str, frozenset[str]] = {
    "CT": frozenset({"CT"}),
    "MR": frozenset({"MR"}),
    "US": frozenset({"US", "IVUS"}),
    "DX": frozenset({"DX", "CR", "RG"}),
    "MG": frozenset({"MG"}),
    "PT": frozenset({"PT"}),
    "NM": frozenset({"NM"}),
    "XA": frozenset({"XA"}),
    "RF": frozenset({"RF"}),
}
# Sections through the body: the one is often made where the other was asked for.
_SECTIONS = frozenset({"CT", "MR", "PT"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was recommended; "" and None were not said."""

    examined_on: date
    modality: str = ""
    body_part: str = ""
    laterality: str = ""
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A later study; ``same_patient`` is False where only number and birth date are the same."""

    made_on: date | None
    modalities: frozenset[str] = frozenset()
    body_part: str = ""
    description: str = ""
    laterality: str = ""
    same_patient: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """``reasons`` says of each of ``CODES`` that was asked whether it passed, failed or is unknown."""

    certainty: str
    reasons: dict[str, str] = field(default_factory=dict)


def fit(wanted: Wanted, made: Made) -> Fit:
    """How well a study answers. ``none`` where it is not later, of another part of the body or side, or a kind of image
    that cannot stand in.
    """
    if made.made_on is None or made.made_on <= wanted.examined_on:
        return Fit(NONE, {"time": FAILED})
    reasons = {
        "patient": PASSED if made.same_patient else UNKNOWN,
        "modality": _modality(wanted, made),
        "body_part": _body_part(wanted, made),
        "time": _time(wanted, made.made_on),
    }
    if wanted.laterality:
        reasons["side"] = _side(wanted, made)
    found = set(reasons.values())
    return Fit(NONE if FAILED in found else POSSIBLE if UNKNOWN in found else CERTAIN, reasons)


def _modality(wanted: Wanted, made: Made) -> str:
    present = image_modalities(made.modalities)
    if not wanted.modality or not present:
        return UNKNOWN
    if present & _MADE_WITH.get(wanted.modality, frozenset({wanted.modality})):
        return PASSED
    return UNKNOWN if wanted.modality in _SECTIONS and present & _SECTIONS else FAILED


def _body_part(wanted: Wanted, made: Made) -> str:
    here = regions(wanted.body_part, "")
    there = regions(made.body_part, made.description)
    if not here or not there:
        return UNKNOWN
    close = closeness(here, there)
    return PASSED if close == 1 else UNKNOWN if close else FAILED


def _side(wanted: Wanted, made: Made) -> str:
    there = side_of(Picture(description=made.description, laterality=made.laterality))
    if not there:
        return UNKNOWN
    if wanted.laterality == there or there == "B":
        return PASSED
    return UNKNOWN if wanted.laterality == "B" else FAILED


def _time(wanted: Wanted, made_on: date) -> str:
    """Late is done all the same; early, or for a time nobody said, is for a person to judge."""
    if wanted.not_before is None:
        return UNKNOWN
    return PASSED if made_on >= wanted.not_before else UNKNOWN
