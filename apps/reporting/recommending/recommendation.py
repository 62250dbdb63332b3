"""One recommendation as data, and the sentence that says it."""

from collections.abc import Mapping
from typing import Any, TypedDict

from apps.reporting.recommending.intervals import UNITS, Interval, in_words

# What a follow-up may be made with: codes of DICOM PS3.3 C.7.3.1.1.1, and how a sentence names them. DX stands for
# every kind of plain radiography.
MODALITY_WORDS: Mapping[str, str] = {
    "CT": "CT",
    "MR": "MRI",
    "US": "ultrasound",
    "DX": "radiograph",
    "MG": "mammography",
    "PT": "PET",
    "NM": "scintigraphy",
    "XA": "digital subtraction angiography",
    "RF": "fluoroscopy",
}
MODALITIES = tuple(MODALITY_WORDS)
LATERALITIES = {"R": "right", "L": "left", "B": "bilateral"}
LATERALITY_CODES = tuple(LATERALITIES)
URGENCIES = ("routine", "prompt", "urgent")
MOST_PER_REPORT = 12


class Content(TypedDict):
    """What a reader recommends; "" and None are not said.

    ``first`` and ``last`` count ``unit`` from the day of the examination (``intervals.Interval``). ``quote`` is the
    words of the report that say it.
    """

    finding: str
    modality: str
    procedure: str
    body_part: str
    laterality: str
    first: int | None
    last: int | None
    unit: str
    reason: str
    urgency: str
    guideline: str
    quote: str


class Recommendation(Content):
    """With the key that it keeps through every version of the study's report."""

    key: str


EMPTY = Content(
    finding="",
    modality="",
    procedure="",
    body_part="",
    laterality="",
    first=None,
    last=None,
    unit="",
    reason="",
    urgency="routine",
    guideline="",
    quote="",
)


def interval_of(said: Content | Recommendation) -> Interval | None:
    """The interval; None where none is said. Raises ``ValueError`` for one that cannot be."""
    first, last, unit = said["first"], said["last"], said["unit"]
    if last is None and first is None and not unit:
        return None
    if last is None or unit not in UNITS:
        raise ValueError("An interval has a number and a unit.")
    return Interval(last if first is None else first, last, unit)


def with_interval(said: Content, interval: Interval | None) -> Content:
    changed = said.copy()
    changed["first"] = interval.first if interval else None
    changed["last"] = interval.last if interval else None
    changed["unit"] = interval.unit if interval else ""
    return changed


def tidied(said: Mapping[str, Any]) -> Content:
    """The content without spaces at the ends and with its own sentence where no words are given.

    Raises ``ValueError`` for an interval that cannot be.
    """
    texts = {
        name: str(said.get(name) or "").strip() for name in EMPTY if name not in ("first", "last")
    }
    content = Content(
        finding=texts["finding"],
        modality=texts["modality"],
        procedure=texts["procedure"],
        body_part=texts["body_part"],
        laterality=texts["laterality"],
        first=said.get("first"),
        last=said.get("last"),
        unit=texts["unit"],
        reason=texts["reason"],
        urgency=texts["urgency"] or "routine",
        guideline=texts["guideline"],
        quote=" ".join(texts["quote"].split()),
    )
    content = with_interval(content, interval_of(content))
    content["quote"] = content["quote"] or sentence(content)
    return content


def missing_from(said: Content | Recommendation) -> list[str]:
    """Of ``interval`` and ``modality``, what a site needs and is not told."""
    lacking = [] if said["last"] is not None else ["interval"]
    return lacking if said["modality"] else [*lacking, "modality"]


def sentence(said: Content | Recommendation) -> str:
    """`Recommend follow-up CT of the chest in 6 months for 6 mm nodule (Fleischner 2017).`"""
    interval = interval_of(said)
    parts = [
        "Recommend",
        "" if said["urgency"] == "routine" else said["urgency"],
        "follow-up",
        _procedure(said),
        _place(said),
        in_words(interval) if interval else "",
        f"for {said['finding']}" if said["finding"] else "",
        f"to {said['reason'].removeprefix('to ')}" if said["reason"].startswith("to ") else "",
        f"({said['guideline']})" if said["guideline"] else "",
    ]
    return " ".join(part for part in parts if part) + "."


def _procedure(said: Content | Recommendation) -> str:
    named = MODALITY_WORDS.get(said["modality"], "")
    own = said["procedure"]
    if not own:
        return named or "imaging"
    return own if not named or named.lower() in own.lower() else f"{named} ({own})"


def _place(said: Content | Recommendation) -> str:
    side = LATERALITIES.get(said["laterality"], "")
    words = " ".join(part for part in (side, said["body_part"]) if part)
    return f"of the {words}" if words else ""
