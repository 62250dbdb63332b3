"""What a study's own headers say of why and for whom it was made. Pure: no Django.

For studies without an order. Attributes by PS3.6; text as received, the first source that says something wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Headers = Mapping[str, Any]

# Where sending systems put the clinical question, the most specific first. PS3.3 C.4.11, C.7.2.2, C.7.2.3.
INDICATION = (
    "00401002",  # Reason for the Requested Procedure
    "0040100A",  # Reason for Requested Procedure Code Sequence
    "00321030",  # Reason for Study (retired)
    "00081080",  # Admitting Diagnoses Description
    "00081084",  # Admitting Diagnoses Code Sequence
    "001021B0",  # Additional Patient History
)
PROCEDURE = (
    "00321060",  # Requested Procedure Description
    "00321064",  # Requested Procedure Code Sequence
    "00081030",  # Study Description
    "00081032",  # Procedure Code Sequence
    "00400254",  # Performed Procedure Step Description
)
LOCATION = (
    "00380300",  # Current Patient Location
    "00321033",  # Requesting Service
    "00081040",  # Institutional Department Name
)
LATERALITY = ("00200060", "00200062")  # Laterality, Image Laterality
REQUEST_ATTRIBUTES = "00400275"
ADMISSION_ID = "00380010"
MEANING, VALUE = "00080104", "00080100"
LONGEST = {"indication": 4000, "procedure": 400, "location": 200}

# No attribute of DICOM carries the HL7 patient class; the place's name often gives it away.
_CLASS_WORDS = {
    "emergency": (
        r"emerg\w*|casualty|trauma\w*|resus\w*|urgences?|urgencias|notaufnahme|notfall\w*|zna",
        r"rettungsstelle|pronto soccorso|ed|er|a ?(?:&|and|\+) ?e",
    ),
    "outpatient": (
        r"out-? ?pat\w*|opd?|ambulat\w*|ambulan[zt]\w*|clinic|day ?case|consulta\w*|praxis",
    ),
    "inpatient": (
        r"in-? ?pat\w*|ward|icu|itu|ccu|hdu|nicu|picu|intensiv\w*|station\w*|bed|floor",
        r"hospitali[sz]\w*",
    ),
}
_CLASS_PATTERNS = {
    name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    for name, words in _CLASS_WORDS.items()
}


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """Why a read is asked for, and for whom: of an order, or as far as headers tell. "" is unknown.

    ``laterality`` is R, L, B or ""; ``patient_class`` is emergency, inpatient, outpatient or "".
    """

    indication: str = ""
    procedure: str = ""
    patient_class: str = ""
    location: str = ""
    laterality: str = ""


def request_facts(*headers: Headers) -> RequestFacts:
    """Reads DICOM JSON models (PS3.18 Annex F), the most trusted first. Never raises for what they hold."""
    found = [level for one in headers for level in _levels(one)]
    location = _first(found, LOCATION)[: LONGEST["location"]]
    return RequestFacts(
        indication=_first(found, INDICATION)[: LONGEST["indication"]],
        procedure=_first(found, PROCEDURE)[: LONGEST["procedure"]],
        patient_class=patient_class_of(location, admitted=bool(_first(found, (ADMISSION_ID,)))),
        location=location,
        laterality=_side(_first(found, LATERALITY)),
    )


def patient_class_of(location: str, *, admitted: bool = False) -> str:
    """The HL7 patient class that a place's name gives away; an admission without another hint is an inpatient's."""
    for name, pattern in _CLASS_PATTERNS.items():
        if pattern.search(location):
            return name
    return "inpatient" if admitted else ""


def _levels(headers: Headers) -> Iterator[Headers]:
    """The items of the Request Attributes Sequence speak of the request itself, so they come first."""
    yield from _items(headers.get(REQUEST_ATTRIBUTES))
    yield headers


def _items(element: Any) -> list[Headers]:
    return [value for value in _values(element) if isinstance(value, Mapping)]


def _values(element: Any) -> list[Any]:
    values = element.get("Value") if isinstance(element, Mapping) else None
    return values if isinstance(values, list) else []


def _first(levels: list[Headers], tags: tuple[str, ...]) -> str:
    for tag in tags:
        for level in levels:
            if text := _text(level.get(tag)):
                return text
    return ""


def _text(element: Any) -> str:
    """An attribute's values as one line; a code is its meaning, or else its value."""
    words = [_word(value) for value in _values(element)]
    return ", ".join(word for word in words if word)


def _word(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.replace("\x00", " ").split())
    if isinstance(value, Mapping):
        return _text(value.get(MEANING)) or _text(value.get(VALUE))
    return ""


def _side(text: str) -> str:
    side = text[:1].upper()
    return side if side in ("R", "L", "B") else ""
